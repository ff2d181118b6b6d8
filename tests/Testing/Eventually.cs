using Shouldly;

namespace Testing;

/// <summary>Waits for what happens in the background: until it has happened, and no longer than a bound.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <param name="interval">Between two looks, where a look costs much.</param>
    /// <exception cref="ShouldAssertException">It is still not so when the bound is reached.</exception>
    public static async Task Async(Func<Task<bool>> condition, string what = "the condition", TimeSpan? bound = null, TimeSpan? interval = null)
    {
        var end = TimeProvider.System.GetUtcNow() + (bound ?? Bound);
        while (!await condition())
        {
            if (TimeProvider.System.GetUtcNow() > end)
            {
                throw new ShouldAssertException($"Waited {(bound ?? Bound).TotalSeconds} s in vain for {what}.");
            }

            await Task.Delay(interval ?? Interval);
        }
    }

    /// <summary>Waits for a value that is right, and returns it.</summary>
    public static async Task<T> Async<T>(Func<Task<T>> read, Func<T, bool> isRight, string what = "the value", TimeSpan? bound = null)
    {
        var value = default(T)!;
        await Async(async () => isRight(value = await read()), what, bound);
        return value;
    }
}
