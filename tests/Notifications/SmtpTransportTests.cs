using Contracts.Notifications.V1;
using Testing.Smtp;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>Mails through a real socket to a mail server that behaves well or badly.</summary>
public sealed class SmtpTransportTests
{
    [Theory]
    [InlineData("en", "Your subscription S00042 is closed")]
    [InlineData("vi", "Đăng ký S00042 của bạn đã được đóng")]
    [InlineData("fa", "اشتراک S00042 شما بسته شد")]
    [InlineData("it", "Il tuo abbonamento S00042 è stato chiuso")]
    [InlineData("pl", "Twoja subskrypcja S00042 została zamknięta")]
    public async Task A_mail_arrives_whole_in_every_language(string language, string subject)
    {
        await using var smtp = new MailServer();
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();

        await notifications.Deliver(Closed(order, Customer("Zażółć Gęślą", language)));
        var mail = await notifications.MailOf(order, MailState.Sent);

        var received = smtp.Received.ShouldHaveSingleItem();
        received.MessageId.ShouldBe(mail.MessageId);
        received.Subject.ShouldBe(subject);
        received.To.Name.ShouldBe("Zażółć Gęślą");
        received.To.Address.ShouldBe("ada@example.com");
        received.Text.ReplaceLineEndings("\n").ShouldBe(mail.TextBody);
        received.Html.ReplaceLineEndings("\n").ShouldBe(mail.HtmlBody);
    }

    [Fact]
    public async Task A_connection_lost_after_the_data_repeats_the_same_message_id()
    {
        await using var smtp = new MailServer(MailServerBehaviour.DropAfterData, MailServerBehaviour.Accept);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();
        await notifications.Deliver(Closed(order, Customer()));
        await notifications.MailOf(order, MailState.Queued);
        await Eventually.Async(async () => (await notifications.MailOf(order, MailState.Queued)).LastError.Length > 0);

        notifications.Clock.Advance(TimeSpan.FromMinutes(1));
        await notifications.MailOf(order, MailState.Sent, attempts: 2);

        smtp.Received.Count.ShouldBe(2);
        smtp.Received[1].MessageId.ShouldBe(smtp.Received[0].MessageId);
        (await Eventually.Async(() => notifications.EntriesOf(order, ChatterKind.MailSent), e => e.Count > 0)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_for_good_is_parked_at_once_and_can_be_retried_under_the_same_message_id()
    {
        await using var smtp = new MailServer(MailServerBehaviour.RefuseForGood, MailServerBehaviour.Accept);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();
        await notifications.Deliver(Closed(order, Customer()));

        var parked = await notifications.MailOf(order, MailState.Failed);
        parked.LastError.ShouldContain("no such mailbox");
        (await notifications.EntriesOf(order, ChatterKind.MailFailed)).ShouldHaveSingleItem().Reference.ShouldBe(parked.Subject);

        var queued = await notifications.Mails.RetryMailAsync(new RetryMailRequest { Id = parked.Id });
        queued.State.ShouldBe(MailState.Queued);
        var sent = await notifications.MailOf(order, MailState.Sent, attempts: 2);
        sent.LastError.ShouldBe("");
        smtp.Received.ShouldHaveSingleItem().MessageId.ShouldBe(parked.MessageId);
    }

    [Fact]
    public async Task A_refusal_for_good_is_parked_at_once_though_the_server_hangs_up()
    {
        await using var smtp = new MailServer(MailServerBehaviour.RefuseForGoodAndHangUp);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();

        await notifications.Deliver(Closed(order, Customer()));

        (await notifications.MailOf(order, MailState.Failed)).LastError.ShouldBe("550 5.1.1 no such mailbox");
    }

    [Fact]
    public async Task A_mail_that_the_server_took_is_sent_though_the_connection_ends_without_a_farewell()
    {
        await using var smtp = new MailServer(MailServerBehaviour.DropAtQuit);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();

        await notifications.Deliver(Closed(order, Customer()));

        (await notifications.MailOf(order, MailState.Sent)).Attempts.ShouldBe(1);
        smtp.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_asked_again()
    {
        var smtp = new MailServer();
        await smtp.DisposeAsync();
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();

        await notifications.Deliver(Closed(order, Customer()));

        await Eventually.Async(async () => (await notifications.MailOf(order, MailState.Queued)).LastError.Contains("refused"), "the refusal to be noted");
    }

    [Fact]
    public async Task A_server_that_defers_is_asked_again_with_growing_pauses_until_it_is_given_up()
    {
        await using var smtp = new MailServer([.. Enumerable.Repeat(MailServerBehaviour.Defer, 8)]);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();
        await notifications.Deliver(Closed(order, Customer()));
        TimeSpan[] pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12)];

        for (var i = 0; i < pauses.Length; i++)
        {
            await notifications.MailOf(order, MailState.Queued, attempts: i + 1);
            await Eventually.Async(async () =>
            {
                var row = await notifications.Row((await notifications.MailOf(order, MailState.Queued)).Id);
                return row.NextAttemptAt == notifications.Clock.GetUtcNow() + pauses[i] && row.LastError.Length > 0;
            }, $"pause {i + 1} to be {pauses[i]}");
            notifications.Clock.Advance(pauses[i]);
        }

        var parked = await notifications.MailOf(order, MailState.Failed, attempts: 7);
        parked.LastError.ShouldContain("greylisted");
        smtp.Received.Select(m => m.MessageId).Distinct().ShouldHaveSingleItem();
        (await notifications.EntriesOf(order, ChatterKind.MailFailed)).ShouldHaveSingleItem();

        // Sent again by a person it is asked again as often, from the shortest pause on.
        await notifications.Mails.RetryMailAsync(new() { Id = parked.Id });
        await notifications.Service.RunDueWork();
        var again = await Eventually.Async(() => notifications.Row(parked.Id), row => row.Attempts == 8 && row.NextAttemptAt != notifications.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        (again.State, again.NextAttemptAt).ShouldBe((Notifications.Mails.MailState.Queued, notifications.Clock.GetUtcNow() + pauses[0]));
    }

    [Fact]
    public async Task A_server_that_never_speaks_costs_a_try_and_no_more()
    {
        await using var smtp = new MailServer(MailServerBehaviour.Silent, MailServerBehaviour.Accept);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp, timeoutSeconds: 1);
        var order = Order();
        await notifications.Deliver(Closed(order, Customer()));
        await Eventually.Async(async () => (await notifications.MailOf(order, MailState.Queued)).LastError.Contains("within 1 s"));

        notifications.Clock.Advance(TimeSpan.FromMinutes(1));

        (await notifications.MailOf(order, MailState.Sent, attempts: 2)).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Only_failed_mails_can_be_retried()
    {
        await using var smtp = new MailServer();
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();
        await notifications.Deliver(Closed(order, Customer()));
        var sent = await notifications.MailOf(order, MailState.Sent);

        (await Refused.By(notifications.Mails.RetryMailAsync(new RetryMailRequest { Id = sent.Id }))).Reason.ShouldBe("MAIL_NOT_FAILED");
        smtp.Received.ShouldHaveSingleItem();
    }
}
