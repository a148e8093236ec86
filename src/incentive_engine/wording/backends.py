"""What `screening/backends/` says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "backends.not-installed": (
        "没有安装 {module}：请执行 pip install 'incentive-engine[{extra}]'",
        "{module} is not installed: pip install 'incentive-engine[{extra}]'",
    ),
    "backends.no-java": (
        "找不到 Java，Spark 需要 Java 17 或更高版本：请安装 Java 运行环境（Debian、Ubuntu：apt-get install "
        "default-jre-headless），或者把环境变量 JAVA_HOME 指向它（现为“{home}”）",
        "no Java was found, and Spark needs Java 17 or later: install a Java runtime (Debian, Ubuntu: apt-get install "
        'default-jre-headless), or let the environment variable JAVA_HOME name its folder (now "{home}")',
    ),
    "backends.duckdb-failed": ("DuckDB 未能完成计算：{message}", "DuckDB failed: {message}"),
    "backends.spark-master": (
        "“{master}”不是 Spark 主节点的写法，应为 local[2]、local[*]、spark://主机:7077、yarn 或 k8s://…",
        '"{master}" is not how a Spark master is written: local[2], local[*], spark://host:7077, yarn or k8s://…',
    ),
    "backends.spark-unreachable": (
        "连接不上 Spark 主节点：{message}；请核对主机和端口，并确认集群已启动",
        "the Spark master cannot be reached: {message}; check its host and port, and that the cluster is up",
    ),
    "backends.spark-start": ("Spark 未能启动：{message}", "Spark did not start: {message}"),
    "backends.spark-elsewhere": (
        "本进程已经连接 Spark 主节点 {other}，一个进程只能连接一个主节点",
        "this process is connected to the Spark master {other} already, and a process can have one only",
    ),
    "backends.spark-no-workers": (
        "{seconds} 秒内没有得到任何执行器：请确认集群有工作节点，且内存和核数有余量",
        "no executor was granted within {seconds} seconds: check that the cluster has workers with memory and cores "
        "to spare",
    ),
    "backends.spark-folder": (
        "集群看不到交换表格所用的文件夹：请用 --spark-folder 指定本机和集群所有机器都能以同一路径读写的文件夹",
        "the cluster does not see the folder through which tables are handed over: name one with --spark-folder that "
        "this machine and all of the cluster read and write under the same path",
    ),
    "backends.spark-failed": ("Spark 未能完成计算：{message}", "Spark failed: {message}"),
    "backends.postgres-connect": (
        "连接不上 PostgreSQL：{message}；连接串写作 postgresql://用户@主机:5432/数据库，"
        "密码可放在环境变量 PGPASSWORD 或 ~/.pgpass 文件中",
        "PostgreSQL cannot be connected to: {message}; a dsn is written postgresql://user@host:5432/database, and a "
        "password may be in the environment variable PGPASSWORD or the file ~/.pgpass",
    ),
    "backends.postgres-no-table": (
        "数据库中没有这个表或视图{near:，最接近的是 %s}；写作 表名 或 模式.表名",
        "the database has no such table or view{near:; the nearest are %s}; a name is written table or schema.table",
    ),
    "backends.postgres-unreadable": (
        "数据库用户 {user} 不能读取这个表：请由表的所有者执行 GRANT SELECT ON {table} TO {user}（模式需有 USAGE 权限）",
        "the database user {user} may not read the table: let its owner GRANT SELECT ON {table} TO {user} (and USAGE "
        "on its schema)",
    ),
    "backends.postgres-no-number": (
        "{column} 一列有 {count} 个值不是有限的数（NaN 或 Infinity）",
        "the column {column} has {count} values that are no finite numbers (NaN or Infinity)",
    ),
    "backends.postgres-row": ("{id}：{reason}", "{id}: {reason}"),
    "backends.postgres-permission": (
        "数据库用户没有所需的权限：{message}；只需要读取登记表的权限（GRANT SELECT）",
        "the database user lacks a permission: {message}; all that is needed is to read the register (GRANT SELECT)",
    ),
    "backends.postgres-failed": ("PostgreSQL 未能完成计算：{message}", "PostgreSQL failed: {message}"),
}
