"""Files that let systemd, cron or Kubernetes call 'briefgen run --due' every minute. Nothing is installed here.

No schedule is translated into theirs. systemd leaves out a 02:30 that the clock skips, Vixie cron runs it in its own
way, none of the three catches up as asked, and none leaves a row for what did not run. A tick that finds nothing due
costs little, and two ticks at once are safe, so every minute is the whole interface.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping, Sequence

from briefgen.errors import BriefgenError

_UNIT = re.compile(r"[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?")
_SAFE = re.compile(r"[A-Za-z0-9_./:=-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_SERVICE = """\
# Written by 'briefgen schedule export --systemd'. Put both files into ~/.config/systemd/user, then:
#   systemctl --user daemon-reload && systemctl --user enable --now {name}.timer && loginctl enable-linger
# For the whole machine: into /etc/systemd/system, with User= below, and without --user.
[Unit]
Description=Run the briefs that are due

[Service]
Type=oneshot
ExecStart={command}
# What ${{NAME}} stands for in briefs.yaml, one NAME=value a line; readable by this user only.
EnvironmentFile=-%h/.config/{name}.env
# When stopped, only briefgen is told: what runs is finished, the rest stays queued.
KillMode=mixed
TimeoutStopSec=20min
"""
_TIMER = """\
# Written by 'briefgen schedule export --systemd'. Every minute, and no OnCalendar= for each schedule: systemd leaves
# out a time that the clock skips in spring, and catches up once at most, without a trace. The time zones are in
# briefs.yaml; UTC here, so that this clock never changes. A tick that still runs is not started a second time.
[Unit]
Description=Run the briefs that are due, every minute

[Timer]
OnCalendar=*-*-* *:*:00 UTC
AccuracySec=1s

[Install]
WantedBy=timers.target
"""
_CRONTAB = """\
# Written by 'briefgen schedule export --crontab'; add it to 'crontab -e'.
# One line for all schedules, every minute: the time zones are in briefs.yaml, so CRON_TZ, which not every cron knows,
# is not needed. No lock is needed either: a slot is claimed in the record of runs, so two ticks never run it twice.
# cron has few variables: what ${{NAME}} stands for in briefs.yaml is set above this line, as NAME=value. What a run
# logs is mailed to MAILTO, or kept with 2>> FILE at the end of the line; when nothing is due, nothing is logged.
* * * * * {command}
"""
_CRONJOB = """\
# Written by 'briefgen schedule export --kubernetes'; kubectl apply -f. One job for all schedules, every minute: the
# time zones are in briefs.yaml. The claim holds briefs.yaml, its sources and the record of runs, which SQLite keeps:
# a block volume for one node (ReadWriteOnce), no network file system.
apiVersion: batch/v1
kind: CronJob
metadata:
  name: {name}
spec:
  schedule: "* * * * *"
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 50
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 5
  jobTemplate:
    spec:
      backoffLimit: 0 # briefgen tries again by itself
      template:
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 1200
          containers:
            - name: briefgen
              image: {image}
              command: [briefgen, run, --due, --config, /work/briefs.yaml]
              envFrom: # what ${{NAME}} stands for in briefs.yaml
                - secretRef: {{name: {name}, optional: true}}
              volumeMounts:
                - {{name: work, mountPath: /work}}
          volumes:
            - name: work
              persistentVolumeClaim: {{claimName: {name}}}
"""


def systemd(command: Sequence[str], *, name: str) -> Mapping[str, str]:
    """A timer and its service, as file names and texts."""
    quoted = " ".join(_systemd_quoted(word) for word in command)
    _check_name(name)
    return {f"{name}.service": _SERVICE.format(name=name, command=quoted), f"{name}.timer": _TIMER}


def crontab(command: Sequence[str], *, name: str) -> Mapping[str, str]:
    """The line for a crontab."""
    _check_name(name)
    if any("\\" in word for word in command):
        raise BriefgenError("A path with a backslash cannot stand in a crontab: not every cron reads it the same way.")
    words = " ".join(shlex.quote(_plain(word)) for word in command)
    # cron takes a % for the end of the line, in quotes too, and drops the backslash before the shell sees it.
    return {f"{name}.crontab": _CRONTAB.format(command=words.replace("%", "\\%"))}


def kubernetes(image: str, *, name: str) -> Mapping[str, str]:
    """A CronJob, which expects a volume claim and perhaps a secret of its name."""
    _check_name(name)
    return {f"{name}.yaml": _CRONJOB.format(name=name, image=json.dumps(_plain(image)))}


def _systemd_quoted(word: str) -> str:
    if _SAFE.fullmatch(word):
        return word
    escaped = _plain(word).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _plain(word: str) -> str:
    if _CONTROL.search(word):
        raise BriefgenError(f"{word!r} has a control character, which no unit file or crontab can hold.")
    return word


def _check_name(name: str) -> None:
    if not _UNIT.fullmatch(name):
        raise BriefgenError(f"{name!r} cannot be a name here; use small letters, digits and - between them.")
