"""The store as a file: opened, made, brought up to this version, looked after while it is open."""
