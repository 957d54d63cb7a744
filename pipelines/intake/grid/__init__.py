"""Where tables lie on a grid."""
