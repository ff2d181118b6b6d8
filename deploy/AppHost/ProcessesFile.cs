namespace AppHost;

/// <summary>deploy/processes.env: lines of NAME=VALUE, and comments.</summary>
internal static class ProcessesFile
{
    public static IEnumerable<(string Name, string Value)> Read()
    {
        using var stream = typeof(ProcessesFile).Assembly.GetManifestResourceStream("processes.env")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('=', 2) is [var name, var value] && !line.StartsWith('#'))
            {
                yield return (name, value);
            }
        }
    }
}
