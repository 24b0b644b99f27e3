"""The web form of a filing, made from the JSON Schemas when the site is built; browser code fills it (site/pages/assets/registry/form/)."""

from registry.render.site.form.files import pieces
from registry.render.site.form.fragments import fragments

__all__ = ["fragments", "pieces"]
