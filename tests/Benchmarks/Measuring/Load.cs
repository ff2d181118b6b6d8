using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>So many callers, each of which calls again as soon as it has its answer.</summary>
internal static class Load
{
    /// <param name="call">Given the number of the caller, from 0.</param>
    public static async Task<Side> Run(int atOnce, TimeSpan time, Func<int, Task> call)
    {
        var began = Stopwatch.GetTimestamp();
        var callers = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(caller => Task.Run(() => Call(caller, began, time, call))));
        return Side.Of(callers.SelectMany(taken => taken), Stopwatch.GetElapsedTime(began));
    }

    private static async Task<List<double>> Call(int caller, long began, TimeSpan time, Func<int, Task> call)
    {
        var taken = new List<double>(10_000);
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var start = Stopwatch.GetTimestamp();
            await call(caller);
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return taken;
    }
}
