using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;

namespace Standalone.TestClock;

/// <summary>What is due, and what follows of it, in all services of this process.</summary>
internal sealed class PendingWork(IEnumerable<IDueWorkLoop> loops, IEnumerable<ServiceModule> modules, IServiceScopeFactory scopes)
{
    /// <summary>Work that keeps failing does not stop time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Does what is due and waits until nothing more comes of it.</summary>
    /// <returns>False when some of it is left after a while.</returns>
    public async Task<bool> Settle(CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Work(ct) || !await IsQuiet(ct))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                return false;
            }

            await Task.Delay(Interval, ct);
        }

        return true;
    }

    private async Task<bool> Work(CancellationToken ct)
    {
        var handled = 0;
        foreach (var loop in loops)
        {
            handled += await loop.RunUntilNothingIsDue(ct);
        }

        return handled > 0;
    }

    private async Task<bool> IsQuiet(CancellationToken ct)
    {
        foreach (var module in modules)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(module.Db);
            if (await db.Outbox.AnyAsync(m => m.CompletedAt == null, ct) || await db.Set<WorkLease>().AnyAsync(l => l.ParkedAt == null, ct))
            {
                return false;
            }
        }

        return true;
    }
}
