using SQLitePCL;

namespace ServiceDefaults.Data;

/// <summary>
/// SQLite as a server's threads need it: it neither counts the memory in use, for which every allocation takes one lock of the
/// process, nor guards connections against two threads at once, which ADO.NET never has. Takes effect before the first connection.
/// </summary>
/// <remarks>https://www.sqlite.org/c3ref/c_config_covering_index_scan.html</remarks>
internal static class SqliteTuning
{
    private static readonly Lazy<bool> Once = new(() =>
    {
        Batteries_V2.Init();
        // Refused when other code of the process was first; SQLite then works as it comes.
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) == raw.SQLITE_OK
            && raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD) == raw.SQLITE_OK;
    });

    public static void Apply() => _ = Once.Value;
}
