"""The lines around every screen: tabs above, reasons and keys below."""
