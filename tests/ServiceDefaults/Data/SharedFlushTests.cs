using ServiceDefaults.Data;

namespace ServiceDefaults.Tests.Data;

/// <summary>Whoever has committed waits for a flush that began after it asked, and shares it with others.</summary>
public sealed class SharedFlushTests : IDisposable
{
    private readonly SemaphoreSlim _go = new(0);
    private int _flushes;

    public void Dispose() => _go.Dispose();

    [Fact]
    public async Task Those_who_come_while_one_runs_share_the_next()
    {
        var flush = new SharedFlush(FlushWhenAllowed);
        var first = flush.Done();
        await Begun(1);
        var others = Enumerable.Range(0, 20).Select(_ => flush.Done()).ToList();
        _go.Release();
        await first.WaitAsync(TimeSpan.FromSeconds(30));

        // The first one's flush began before the others came: it is not theirs.
        others.ShouldAllBe(other => !other.IsCompleted);
        await Begun(2);
        _go.Release();
        await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(30));
        _flushes.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_comes_when_the_next_has_begun_waits_for_one_of_its_own()
    {
        var flush = new SharedFlush(FlushWhenAllowed);
        var first = flush.Done();
        await Begun(1);
        var second = flush.Done();
        _go.Release();
        await Begun(2);
        var third = flush.Done();
        _go.Release();
        await second.WaitAsync(TimeSpan.FromSeconds(30));
        third.IsCompleted.ShouldBeFalse();
        _go.Release();

        await Task.WhenAll(first, third).WaitAsync(TimeSpan.FromSeconds(30));
        _flushes.ShouldBe(3);
    }

    [Fact]
    public async Task One_that_fails_fails_for_those_who_waited_for_it_and_for_nobody_after()
    {
        var fails = true;
        var flush = new SharedFlush(() =>
        {
            if (fails)
            {
                throw new IOException("The disk is full.");
            }
        });

        await Should.ThrowAsync<IOException>(() => flush.Done());
        fails = false;

        await flush.Done();
    }

    [Fact]
    public async Task Many_at_once_all_come_through()
    {
        var flushes = 0;
        var flush = new SharedFlush(() => Interlocked.Increment(ref flushes));

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => Task.Run(flush.Done))).WaitAsync(TimeSpan.FromSeconds(30));

        flushes.ShouldBeInRange(1, 2000);
    }

    private void FlushWhenAllowed()
    {
        Interlocked.Increment(ref _flushes);
        _go.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    private Task Begun(int count) => Eventually.Async(() => Task.FromResult(Volatile.Read(ref _flushes) == count), $"flush {count} to begin");
}
