namespace Cluster.Tests.Support;

/// <summary>Times to recover, for people: in the file recovery.txt, which tests/run.sh shows.</summary>
internal static class Recovery
{
    public static void Print(string fault, string figures)
    {
        var line = $"{fault}: {figures}";
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("TESTS_ARTIFACTS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.AppendAllText(Path.Combine(folder, "recovery.txt"), line + Environment.NewLine);
        }
    }
}
