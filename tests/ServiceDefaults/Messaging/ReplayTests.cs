using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.Messaging;

/// <summary>What a process that ends without warning leaves to the next one on the same data.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replay-").FullName;

    [Fact]
    public async Task What_was_published_but_not_handled_is_handled_by_the_next_process()
    {
        var published = new TaskCompletionSource();
        await using (var first = await Start(new ServiceSettings { Folder = _folder }, new Probe
        {
            OnEvent = _ =>
            {
                published.TrySetResult();
                throw new InvalidOperationException("the process ends before this can succeed");
            },
        }))
        {
            await first.Staff.CreatePlanAsync(Thing("a"));
            await published.Task.WaitAsync(TimeSpan.FromSeconds(30));
            (await first.Effects()).ShouldBeEmpty();
            await first.Service.Kill();
        }

        await using var second = await Start(new ServiceSettings { Folder = _folder });
        await second.Settled();

        (await second.Effects()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_committed_but_not_published_is_published_by_the_next_process()
    {
        await using (var first = await Start(new ServiceSettings { Folder = _folder }))
        {
            await first.Staff.CreatePlanAsync(Thing("a"));
            await first.Settled();

            // As if the process had ended between commit and publish.
            await first.Service.Read(async db =>
            {
                await db.Effects.ExecuteDeleteAsync();
                await db.Inbox.ExecuteDeleteAsync();
                return await db.Outbox.ExecuteUpdateAsync(set => set
                    .SetProperty(m => m.CompletedAt, (DateTimeOffset?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null).SetProperty(m => m.LeaseId, (Guid?)null));
            });
            await first.Service.Kill();
        }

        await using var second = await Start(new ServiceSettings { Folder = _folder });
        await second.Settled();

        (await second.Effects()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_handled_is_not_handled_again_when_it_is_replayed()
    {
        await using (var first = await Start(new ServiceSettings { Folder = _folder }))
        {
            await first.Staff.CreatePlanAsync(Thing("a"));
            await first.Settled();

            // As if the process had ended after the handler's commit and before the outbox heard of it.
            await first.Service.Read(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.CompletedAt, (DateTimeOffset?)null)));
            await first.Service.Kill();
        }

        await using var second = await Start(new ServiceSettings { Folder = _folder });
        await second.Settled();

        (await second.Effects()).ShouldHaveSingleItem();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
