using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>Processor time of processes, as /proc has it.</summary>
internal static class ProcessorTime
{
    /// <summary>The kernel's unit, whatever the processor.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Of a process and all that it has started, also of those that are over.</summary>
    public static TimeSpan OfTree(int root)
    {
        var all = Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(folder => Read(Path.Combine(folder, "stat"))).OfType<Entry>().ToLookup(entry => entry.Parent);
        var sum = all.SelectMany(entries => entries).Where(entry => entry.Id == root).Sum(entry => entry.Ticks);
        var left = new Queue<int>([root]);
        while (left.TryDequeue(out var parent))
        {
            foreach (var child in all[parent])
            {
                sum += child.Ticks;
                left.Enqueue(child.Id);
            }
        }

        return Tick * sum;
    }

    /// <returns>Null when it is no process, or none any more.</returns>
    private static Entry? Read(string file)
    {
        try
        {
            // The name, in parentheses, may contain anything.
            var text = File.ReadAllText(file);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
            return new Entry(int.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture), (int)Field(1), Field(11) + Field(12) + Field(13) + Field(14));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <param name="Ticks">Its own and those of children that it has waited for.</param>
    private sealed record Entry(int Id, int Parent, long Ticks);
}
