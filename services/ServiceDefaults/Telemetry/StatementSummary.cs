using System.Text.RegularExpressions;

namespace ServiceDefaults.Telemetry;

/// <summary>What the statements of one command do, in few words: "INSERT ChatterEntries; INSERT Inbox". No columns, no values.</summary>
internal static partial class StatementSummary
{
    /// <summary>A batch of a hundred rows is not a hundred words.</summary>
    private const int MaximumParts = 6;

    public static string Of(string sql)
    {
        var starts = Starts().Matches(sql);
        var parts = new List<string>(1);
        for (var i = 0; i < starts.Count && parts.Count < MaximumParts; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Index : sql.Length;
            var statement = sql[starts[i].Index..end];
            var part = $"{starts[i].Value} {TableOf(statement)}".TrimEnd();
            if (!parts.Contains(part))
            {
                parts.Add(part);
            }
        }

        return parts.Count > 0 ? string.Join("; ", parts) : "statement";
    }

    private static string TableOf(string statement)
    {
        var target = Target().Match(statement).Groups["table"].Value;
        // SQL Server changes what an alias stands for: UPDATE [o] SET ... FROM [Outbox] AS [o].
        var alias = statement.IndexOf($"] AS [{target}]", StringComparison.Ordinal);
        return target.Length == 0 || alias < 0 ? target : statement[(statement.LastIndexOf('[', alias) + 1)..alias];
    }

    /// <summary>EF begins a statement at the beginning of a line, and indents what is inside of one.</summary>
    [GeneratedRegex("^(?:SELECT|INSERT|UPDATE|DELETE|MERGE|PRAGMA|CREATE|ALTER|DROP)\\b", RegexOptions.Multiline)]
    private static partial Regex Starts();

    [GeneratedRegex("\\b(?:FROM|INTO|UPDATE|MERGE|TABLE)\\s+(?:[\"\\[]?\\w+[\"\\]]?\\.)?[\"\\[]?(?<table>[A-Za-z_]\\w*)")]
    private static partial Regex Target();
}
