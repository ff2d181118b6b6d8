using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Measuring;

/// <summary>Runs the rounds, prints a line for each comparison as it is done, and writes the file at the end.</summary>
internal sealed class Report(Options options)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private const int LargeWork = 20_000;

    private readonly List<Comparison> _done = [];
    private readonly string _loadBefore = MachineLoad();

    /// <summary>Measures both sides in turn, after a warm-up of each.</summary>
    /// <param name="ours">Measures for that long.</param>
    /// <param name="rest">Waits until what ours has caused elsewhere is over, so that it does not slow the limit.</param>
    public async Task Compare(Subject subject, Func<TimeSpan, Task<Side>> ours, Func<TimeSpan, Task<Side>> limit, Func<Task>? rest = null)
    {
        rest ??= () => Task.CompletedTask;
        await ours(options.WarmUp);
        await rest();
        await limit(options.WarmUp);

        await Compare(subject, options.Rounds, () => ours(options.Time), () => limit(options.Time), rest);
    }

    /// <summary>Measures both sides in turn, each until its work is done, after a warm-up of each. What takes long is done fewer times.</summary>
    public async Task CompareBySize(Subject subject, Func<Task<Side>> ours, Func<Task<Side>> limit, Func<Task> rest)
    {
        if (_done.All(c => c.Subject.Case != subject.Case || c.Subject.In != subject.In))
        {
            await ours();
            await rest();
            await limit();
        }

        await Compare(subject, subject.AtOnce > LargeWork ? 1 : options.Rounds, ours, limit, rest);
    }

    private async Task Compare(Subject subject, int times, Func<Task<Side>> ours, Func<Task<Side>> limit, Func<Task> rest)
    {
        var rounds = new List<Round>();
        for (var i = 0; i < times; i++)
        {
            var one = await ours();
            await rest();
            rounds.Add(new Round(one, await limit()));
        }

        var comparison = new Comparison(subject, rounds);
        if (_done.Count == 0)
        {
            Console.WriteLine($"{Environment.ProcessorCount} processors, load before: {_loadBefore}; {options.Rounds} rounds of {options.Time.TotalSeconds} s");
            Console.WriteLine($"{"",-8} {"",-10} {"at once",7}  {"rate/s",8} {"p50 ms",7} {"p95",7} {"p99",7}  {"limit/s",8} {"p50 ms",7}  {"ratio",6} {"(spread)",-14} {"bar",-8}");
        }

        _done.Add(comparison);
        Console.WriteLine(Line(comparison));
    }

    public void Finish()
    {
        Console.WriteLine($"load after: {MachineLoad()}");
        if (options.Json is not { } file)
        {
            return;
        }

        var figures = new
        {
            At = TimeProvider.System.GetUtcNow(),
            Environment.ProcessorCount,
            LoadBefore = _loadBefore,
            LoadAfter = MachineLoad(),
            Seconds = options.Time.TotalSeconds,
            Comparisons = _done,
        };
        File.WriteAllText(file, JsonSerializer.Serialize(figures, Format));
    }

    private static string Line(Comparison c)
    {
        var ratios = c.Ratios;
        var spread = Text($"({ratios[0]:F2}-{ratios[^1]:F2})");
        var bar = c.Subject.Bar is { } b ? Text($"{(b.Lag ? "<=" : ">=")} {b.Value:0.##} {(c.Met == true ? "met" : "MISSED")}") : "";
        return Text(
            $"{c.Subject.Case,-8} {c.Subject.In,-10} {c.Subject.AtOnce,7}  {c.Ours.Rate,8:F0} {c.Ours.P50,7:F2} {c.Ours.P95,7:F2} {c.Ours.P99,7:F2}  {c.Limit.Rate,8:F0} {c.Limit.P50,7:F2}  {c.Ratio,6:F2} {spread,-14} {bar}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The system's own figures: runnable tasks on average over 1, 5 and 15 minutes.</summary>
    private static string MachineLoad() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);
}
