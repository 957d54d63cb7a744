"""Cari: what is held about a family, for the public consultation desk."""
