"""LamSach every night, as an Airflow DAG: one task, its exit code decides.

Exit code 75 (temporary) is tried again; 3 (quality gate) and 7 (delta breaker) need a person, so Airflow itself retries nothing.
"""

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(
    dag_id="lamsach_nightly",
    schedule="30 1 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Ho_Chi_Minh"),
    catchup=False,
    max_active_runs=1,
) as dag:
    BashOperator(
        task_id="run",
        bash_command=(
            "cd /srv/lamsach; for attempt in 1 2 3; do lamsach run --config lamsach.yaml; code=$?; "
            "[ $code -eq 75 ] || break; sleep 900; done; "
            "case $code in 0|4) exit 0;; *) echo \"lamsach ended with $code, see report.html\" >&2; exit $code;; esac"
        ),
        retries=0,
        execution_timeout=timedelta(hours=8),
        env={"LAMSACH_KEY_FILE": "/etc/lamsach/lamsach.key"},
        append_env=True,
    )
