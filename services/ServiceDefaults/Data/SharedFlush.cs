namespace ServiceDefaults.Data;

/// <summary>A slow action that those who wait for it at the same moment share: one runs at a time, and those who come meanwhile share the next, which begins after they came.</summary>
internal sealed class SharedFlush(Action flush)
{
    private readonly Lock _lock = new();
    private Task? _running;
    private Task? _next;

    /// <summary>Returns when the action was done, begun after this was asked for.</summary>
    /// <exception cref="Exception">What the action threw, for everyone who shared it.</exception>
    public Task Done()
    {
        lock (_lock)
        {
            return _running is null ? _running = Task.Run(Run) : _next ??= RunAfter(_running);
        }
    }

    private async Task RunAfter(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        // Not on the thread that has ended the other one: it has yet to let those go who waited for it.
        await Task.Run(RunNext);
    }

    private void RunNext()
    {
        lock (_lock)
        {
            // Who comes from here on may be too late for this one.
            _next = null;
        }

        Run();
    }

    private void Run()
    {
        try
        {
            flush();
        }
        finally
        {
            lock (_lock)
            {
                _running = _next;
            }
        }
    }
}
