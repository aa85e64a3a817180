"""briefs.yaml as checked values; the one room with pydantic. Every fault has its line and column, all in one pass."""

from briefgen.config.briefs import BriefConfig, Config, SourceConfig
from briefgen.config.loading import json_schema, load

__all__ = ["BriefConfig", "Config", "SourceConfig", "json_schema", "load"]
