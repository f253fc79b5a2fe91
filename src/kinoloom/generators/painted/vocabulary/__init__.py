"""The words the painter knows, in English and Chinese, as tables of data."""
