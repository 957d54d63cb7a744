"""padan: monthly reconciliation of village lists, welfare registries and certificates."""

__version__ = "0.1.0"
