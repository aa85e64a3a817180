"""briefs.yaml as checked values; the one room with pydantic. Every fault has its line and column, all in one pass."""

from briefgen.config.briefs import BriefConfig, Config, SourceConfig
from briefgen.config.loading import json_schema, load
from briefgen.config.schedules import GroupConfig, ScheduleConfig

__all__ = ["BriefConfig", "Config", "GroupConfig", "ScheduleConfig", "SourceConfig", "json_schema", "load"]
