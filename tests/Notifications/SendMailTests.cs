using System.Collections.Concurrent;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails;
using Notifications.Transport;
using static Testing.SomeEvents;
using MailState = Contracts.Notifications.V1.MailState;

namespace Notifications.Tests;

public sealed class SendMailTests
{
    [Fact]
    public async Task A_hand_over_that_ends_in_the_middle_is_repeated_under_the_same_message_id()
    {
        var transport = new CutOffOnce();
        await using var notifications = await NotificationsUnderTest.StartWith(transport);
        var order = Order();
        await notifications.Deliver(Closed(order, Customer()));

        // What a process leaves behind that is killed there: queued, the try counted, the next one put off.
        var cutOff = await notifications.MailOf(order, MailState.Queued, attempts: 1);
        var row = await notifications.Row(cutOff.Id);
        row.NextAttemptAt.ShouldBe(notifications.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        await Eventually.Async(() => notifications.Service.Read(db => db.WorkLeases.AnyAsync(l => l.ItemId == row.Id && l.Attempts == 1)), "the loop to take note");
        notifications.Clock.Advance(TimeSpan.FromMinutes(2));

        (await notifications.MailOf(order, MailState.Sent)).Attempts.ShouldBe(2);
        transport.Seen.ShouldBe([cutOff.MessageId, cutOff.MessageId]);
    }

    [Fact]
    public async Task One_bad_mail_does_not_hold_up_the_others()
    {
        await using var notifications = await NotificationsUnderTest.StartWith(new CutOffOnce());
        var first = Order("S00001");
        var second = Order("S00002");
        await notifications.Deliver(Closed(first, Customer()));
        await notifications.MailOf(first, MailState.Queued, attempts: 1);

        await notifications.Deliver(Closed(second, Customer()));

        await notifications.MailOf(second, MailState.Sent);
        (await notifications.MailOf(first, MailState.Queued)).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Two_loops_hand_each_mail_over_once()
    {
        var transport = new CutOffOnce(failures: 0);
        await using var notifications = await NotificationsUnderTest.StartWith(transport);
        var orders = Enumerable.Range(0, 20).Select(_ => Order()).ToList();
        await Task.WhenAll(orders.Select(o => notifications.Service.Publish(Closed(o, Customer()))));

        // The service's own loop runs besides.
        await Eventually.Async(async () =>
        {
            await Task.WhenAll(notifications.Service.RunDueWork(), notifications.Service.RunDueWork());
            return (await notifications.Mails.ListMailsAsync(new ListMailsRequest { States = { MailState.Sent } })).Mails.Count == orders.Count;
        });

        transport.Seen.Count.ShouldBe(orders.Count);
        transport.Seen.ShouldBeUnique();
    }

    /// <summary>Breaks off in the middle of the first deliveries, as a killed process does, and takes what comes after.</summary>
    private sealed class CutOffOnce(int failures = 1) : IMailTransport, IMailConnection
    {
        private readonly ConcurrentQueue<string> _seen = new();
        private int _left = failures;

        public IReadOnlyList<string> Seen => [.. _seen];

        public IMailConnection Connect() => this;

        public Task<DeliveryResult> Send(OutgoingMail mail, CancellationToken ct)
        {
            _seen.Enqueue(mail.MessageId);
            return Interlocked.Decrement(ref _left) >= 0 ? throw new InvalidOperationException("Cut off.") : Task.FromResult(DeliveryResult.Done);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
