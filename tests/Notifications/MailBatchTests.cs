using System.Collections.Concurrent;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Mails;
using Notifications.Transport;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Faults;
using static Testing.SomeEvents;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Tests;

public sealed class MailBatchesOnSqlite() : MailBatchTests(DatabaseProvider.Sqlite);

public sealed class MailBatchesOnPostgres() : MailBatchTests(DatabaseProvider.Postgres);

/// <summary>Mails that wait together are handed over together, and each ends as it would by itself.</summary>
public abstract class MailBatchTests(DatabaseProvider database)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Of_two_hundred_each_has_its_own_outcome()
    {
        await using var waiting = await WaitingMails.Queue(database, 200);
        var transport = new ScriptedTransport(async mail =>
        {
            switch (waiting.NumberOf(mail))
            {
                case 40:
                    return DeliveryResult.Refused("550 5.1.1 no such mailbox", address: true);
                case 80:
                    return DeliveryResult.Deferred("451 4.7.1 come again");
                case 120:
                    return DeliveryResult.Refused("552 too large");
                case 160:
                    // So its record finds that another writer has changed it.
                    await waiting.Change(mail);
                    return DeliveryResult.Delivered("250 taken");
                default:
                    return DeliveryResult.Delivered("250 taken");
            }
        });

        var result = await waiting.Send(transport);

        (result.Done.Count, result.Failed.Count).ShouldBe((200, 0));
        transport.Seen.Count.ShouldBe(200);
        transport.Seen.ShouldBeUnique();
        transport.Connections.ShouldBe(4);
        var mails = await waiting.Rows();
        mails.ShouldAllBe(mail => mail.Attempts == 1);
        mails.Where(mail => mail.State == MailState.Failed).Select(waiting.NumberOf).ShouldBe([40, 120], ignoreOrder: true);
        var deferred = mails.Single(mail => mail.State == MailState.Queued);
        (waiting.NumberOf(deferred), deferred.NextAttemptAt, deferred.LastError).ShouldBe((80, waiting.Now.AddMinutes(1), "451 4.7.1 come again"));
        var sent = mails.Where(mail => mail.State == MailState.Sent).ToList();
        sent.Count.ShouldBe(197);
        sent.ShouldAllBe(mail => mail.SentAt == waiting.Now && mail.ServerAnswer == "250 taken");
        (await waiting.Service.Raised<NoticeBounced>()).ShouldHaveSingleItem().AggregateId.ShouldBe(mails.Single(mail => waiting.NumberOf(mail) == 40).Id);
        var published = await waiting.Delivered();
        published.Select(e => e.AggregateId).ShouldBe(sent.Select(mail => mail.Id), ignoreOrder: true);
        (await waiting.Service.Read(db => db.WorkLeases.CountAsync())).ShouldBe(0);
        await waiting.ShouldHaveEntries(Wire.ChatterKind.MailSent, sent);
        await waiting.ShouldHaveEntries(Wire.ChatterKind.MailFailed, mails.Where(mail => mail.State == MailState.Failed));
    }

    [Fact]
    public async Task What_is_delivered_together_is_published_together()
    {
        await using var waiting = await WaitingMails.Queue(database, 20);

        await waiting.Send(new ScriptedTransport());

        (await waiting.Service.Raised<NoticeDelivered>()).ShouldBeEmpty();
        (await waiting.Service.Raised<NoticesDelivered>()).ShouldHaveSingleItem().Notices.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_slow_hand_over_delays_no_record_of_the_others()
    {
        await using var waiting = await WaitingMails.Queue(database, 60);
        var slow = new TaskCompletionSource();
        var sending = waiting.Send(new ScriptedTransport(async mail =>
        {
            if (waiting.NumberOf(mail) == 1)
            {
                await slow.Task.WaitAsync(Bound);
            }

            return DeliveryResult.Done;
        }));

        await Eventually.Async(async () => (await waiting.Rows()).Count(mail => mail.State == MailState.Sent) == 59, "the others to be recorded");
        sending.IsCompleted.ShouldBeFalse();

        slow.SetResult();
        await sending;
        (await waiting.Rows()).ShouldAllBe(mail => mail.State == MailState.Sent && mail.Attempts == 1);
    }

    [Fact]
    public async Task Mails_whose_turn_does_not_come_in_time_are_given_back_uncounted()
    {
        await using var waiting = await WaitingMails.Queue(database, 10);
        // Shorter than a delivery may take, so each connection has time for one mail.
        var limit = TimeSpan.FromSeconds(1);

        var first = await waiting.Send(new ScriptedTransport(), limit: limit);

        first.Done.Count.ShouldBe(4);
        var left = (await waiting.Rows()).Where(mail => mail.State == MailState.Queued).ToList();
        left.Count.ShouldBe(6);
        left.ShouldAllBe(mail => mail.Attempts == 0 && mail.NextAttemptAt == waiting.Now);
        await waiting.Send(new ScriptedTransport(), limit: limit);
        await waiting.Send(new ScriptedTransport(), limit: limit);
        (await waiting.Rows()).ShouldAllBe(mail => mail.State == MailState.Sent && mail.Attempts == 1);
    }

    [Fact]
    public async Task A_stop_ends_what_was_begun_and_gives_the_rest_back()
    {
        await using var waiting = await WaitingMails.Queue(database, 10);
        using var stop = new CancellationTokenSource();
        var begun = new SemaphoreSlim(0);
        var answer = new TaskCompletionSource();
        var sending = waiting.Send(
            new ScriptedTransport(async _ =>
            {
                begun.Release();
                await answer.Task.WaitAsync(Bound);
                return DeliveryResult.Done;
            }),
            ct: stop.Token);
        for (var i = 0; i < 4; i++)
        {
            (await begun.WaitAsync(Bound)).ShouldBeTrue();
        }

        await stop.CancelAsync();
        answer.SetResult();
        var result = await sending;

        result.Done.Count.ShouldBe(4);
        var mails = await waiting.Rows();
        mails.Count(mail => mail is { State: MailState.Sent, Attempts: 1 }).ShouldBe(4);
        mails.Count(mail => mail is { State: MailState.Queued, Attempts: 0 } && mail.NextAttemptAt == waiting.Now).ShouldBe(6);
    }

    [Fact]
    public async Task What_a_killed_process_has_not_recorded_goes_out_again_under_the_same_message_id()
    {
        await using var waiting = await WaitingMails.Queue(database, 10);
        var answer = new TaskCompletionSource();
        var killed = new ScriptedTransport(async _ =>
        {
            await answer.Task.WaitAsync(Bound);
            return DeliveryResult.Done;
        });
        var dying = waiting.Send(killed);
        await Eventually.Async(() => Task.FromResult(killed.Seen.Count == 4), "the first to be handed over");

        // What it leaves behind: the tries counted, the next ones put off, so that nobody takes them at once.
        (await waiting.Rows()).ShouldAllBe(mail => mail.State == MailState.Queued && mail.Attempts == 1 && mail.NextAttemptAt == waiting.Now.AddMinutes(2));
        (await waiting.Send(new ScriptedTransport())).Done.ShouldBeEmpty();
        waiting.Later(TimeSpan.FromMinutes(2));
        var next = new ScriptedTransport();
        await waiting.Send(next);

        next.Seen.Count.ShouldBe(10);
        killed.Seen.ShouldBeSubsetOf(next.Seen);
        // The first was not dead, only slow: what it records now is known already.
        answer.SetResult();
        (await dying).Failed.ShouldBeEmpty();
        (await waiting.Rows()).ShouldAllBe(mail => mail.State == MailState.Sent && mail.Attempts == 2);
        (await waiting.Delivered()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Two_replicas_send_no_mail_twice()
    {
        await using var waiting = await WaitingMails.Queue(database, 200);
        var transport = new ScriptedTransport();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => waiting.Send(transport))));

        transport.Seen.Count.ShouldBe(200);
        transport.Seen.ShouldBeUnique();
        results.Sum(result => result.Done.Count).ShouldBe(200);
        (await waiting.Rows()).ShouldAllBe(mail => mail.State == MailState.Sent && mail.Attempts == 1);
    }

    [Fact]
    public async Task A_mail_whose_transport_breaks_is_noted_as_failed_and_the_others_go_out()
    {
        await using var waiting = await WaitingMails.Queue(database, 10);

        var result = await waiting.Send(new ScriptedTransport(mail => waiting.NumberOf(mail) == 5 ? throw new InvalidOperationException("broken") : Task.FromResult(DeliveryResult.Done)));

        result.Done.Count.ShouldBe(9);
        result.Failed.Values.ShouldHaveSingleItem().Message.ShouldBe("broken");
        waiting.NumberOf((await waiting.Rows()).Single(mail => mail.State == MailState.Queued)).ShouldBe(5);
    }

    [Fact]
    public async Task A_mail_that_has_expired_is_given_up_and_the_others_go_out()
    {
        await using var waiting = await WaitingMails.Queue(database, 3);
        var expiring = (await waiting.Rows())[1].Id;
        DateTimeOffset? expiry = waiting.Now;
        await waiting.Service.Read(db => db.Mails.Where(m => m.Id == expiring).ExecuteUpdateAsync(set => set.SetProperty(m => m.ExpiresAt, expiry)));
        var transport = new ScriptedTransport();

        (await waiting.Send(transport)).Done.Count.ShouldBe(3);

        transport.Seen.Count.ShouldBe(2);
        var expired = (await waiting.Rows()).Where(mail => mail.State == MailState.Failed).ToList();
        (expired.ShouldHaveSingleItem().Id, expired[0].LastError).ShouldBe((expiring, "It expired before it could be sent."));
        await waiting.ShouldHaveEntries(Wire.ChatterKind.MailFailed, expired);
    }

    /// <summary>Mails about invoices that wait for a moment after the service's own clock, so that its loop leaves them to the test.</summary>
    private sealed class WaitingMails : IAsyncDisposable
    {
        private readonly NotificationsUnderTest _notifications;
        private readonly TestClock _clock;

        private WaitingMails(NotificationsUnderTest notifications)
        {
            _notifications = notifications;
            _clock = TestClock.At("2026-01-16T10:00:00Z");
        }

        public ServiceUnderTest<NotificationsDb> Service => _notifications.Service;

        public DateTimeOffset Now => _clock.GetUtcNow();

        public static async Task<WaitingMails> Queue(DatabaseProvider database, int count)
        {
            // One that never sends: mails are queued and put off in two steps.
            var closed = new ScriptedTransport(_ => Task.FromResult(DeliveryResult.Deferred("closed")));
            var waiting = new WaitingMails(await NotificationsUnderTest.StartWith(closed, database));
            await waiting._notifications.Deliver(new InvoicesIssued(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, [.. Enumerable.Range(1, count).Select(Issued)]));
            DateTimeOffset? until = waiting.Now;
            await Eventually.Async(async () =>
            {
                await waiting.Service.Read(db => db.Mails.ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, until).SetProperty(m => m.Attempts, 0).SetProperty(m => m.AttemptsBefore, 0)));
                return waiting.Service.Services.GetRequiredService<DueWorkLoop<NotificationsDb>>().BatchesInProgress == 0
                    && (await waiting.Rows()).All(mail => mail.NextAttemptAt == until && mail.Attempts == 0);
            });
            return waiting;
        }

        public int NumberOf(OutgoingMail mail) => int.Parse(mail.To.Split('@')[0], System.Globalization.CultureInfo.InvariantCulture);

        public void Later(TimeSpan time) => _clock.Advance(time);

        /// <summary>As a replica of its own.</summary>
        public async Task<BatchResult> Send(IMailTransport transport, TimeSpan? limit = null, CancellationToken ct = default)
        {
            var options = Options.Create(new MailOptions { DeliveryLease = limit ?? TimeSpan.FromMinutes(2) });
            var work = new SendMail(transport, options, new FaultPoints(NullLogger<FaultPoints>.Instance), _clock, NullLogger<SendMail>.Instance);
            return await Service.Read(async db =>
            {
                var due = await work.Due(db, Now).Take(work.MaximumBatch).Select(item => item.Id).ToListAsync(CancellationToken.None);
                return await work.HandleBatch(db, due, Now, ct);
            });
        }

        public Task<int> Change(OutgoingMail mail) => Service.Read(db => db.Mails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Version, m => m.Version + 1)));

        public Task<List<OutgoingMail>> Rows() => Service.Read(db => db.Mails.AsNoTracking().OrderBy(m => m.Id).ToListAsync());

        /// <summary>What was published of deliveries, alone or together.</summary>
        public async Task<IReadOnlyList<NoticeDelivered>> Delivered() =>
            [.. await Service.Raised<NoticeDelivered>(), .. (await Service.Raised<NoticesDelivered>()).SelectMany(e => e.Notices)];

        public async Task ShouldHaveEntries(Wire.ChatterKind kind, IEnumerable<OutgoingMail> mails)
        {
            var expected = mails.Select(mail => mail.AboutId!.Value).ToList();
            var entries = await Eventually.Async(
                () => Service.Read(db => db.Entries.AsNoTracking().Where(e => e.Kind == kind).ToListAsync()), found => found.Count >= expected.Count, $"{expected.Count} entries {kind}");
            entries.Select(e => e.SubjectId).ShouldBe(expected, ignoreOrder: true);
            // They stand with the order that the invoice bills.
            entries.ShouldAllBe(e => e.ThreadKind == SubjectKinds.Subscription && e.Reference != "");
        }

        public ValueTask DisposeAsync() => _notifications.DisposeAsync();

        private static InvoiceIssued Issued(int number) => new(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, InvoiceSubject($"INV/2026/{number:D5}"), Order($"S{number:D5}"), Customer(email: $"{number}@example.com"),
            new EventMoney("EUR", 40), Day("2026-01-15"), Day("2026-02-15"), Day("2026-01-29"));
    }

    /// <summary>Answers to each mail as a test says, and takes all where it says nothing.</summary>
    private sealed class ScriptedTransport(Func<OutgoingMail, Task<DeliveryResult>>? answer = null) : IMailTransport, IMailConnection
    {
        private readonly ConcurrentQueue<string> _seen = new();
        private int _connections;

        public IReadOnlyList<string> Seen => [.. _seen];

        public int Connections => _connections;

        public IMailConnection Connect()
        {
            Interlocked.Increment(ref _connections);
            return this;
        }

        public Task<DeliveryResult> Send(OutgoingMail mail, CancellationToken ct)
        {
            _seen.Enqueue(mail.MessageId);
            return answer is null ? Task.FromResult(DeliveryResult.Done) : answer(mail);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
