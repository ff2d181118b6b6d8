using Contracts.Events;
using Contracts.Notifications.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Testing.Smtp;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>What becomes of a mail once it has left.</summary>
public sealed class DeliveryReportTests
{
    [Fact]
    public async Task What_the_mail_server_says_on_accepting_is_kept()
    {
        await using var smtp = new MailServer();
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);

        var mail = await Sent(notifications, Order());

        mail.ServerAnswer.Length.ShouldBeInRange(1, 200);
        mail.SendTime.ShouldNotBeNull();
        (await notifications.Service.Raised<NoticeDelivered>()).ShouldHaveSingleItem().Address.ShouldBe("ada@example.com");
    }

    [Fact]
    public async Task A_late_bounce_reopens_the_mail_once_and_it_can_be_sent_to_another_address()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var order = Order();
        var mail = await Sent(notifications, order);
        var first = notifications.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        notifications.Clock.Advance(TimeSpan.FromHours(1));

        var report = Bounce(mail, first);
        report.Diagnostic = "550 5.1.1 see https://shop.example/x?t=1 no such user\r\n";
        var bounced = (await notifications.Application.ReportDeliveryAsync(report)).Mail;
        await notifications.Application.ReportDeliveryAsync(Bounce(mail, first));

        (bounced.State, bounced.LastError, bounced.BounceTime.ToDateTimeOffset()).ShouldBe((MailState.Bounced, "550 5.1.1 see [...] no such user", first));
        var e = (await notifications.Service.Raised<NoticeBounced>()).ShouldHaveSingleItem();
        (e.AggregateId, e.Subject?.Id, e.Template, e.Address, e.Permanent, e.Diagnostic, e.OccurredAt, e.SentAt).ShouldBe(
            (Guid.Parse(mail.Id), order.Id, "subscription_closed", "ada@example.com", true, bounced.LastError, first, mail.SendTime.ToDateTimeOffset()));
        var entry = (await Eventually.Async(() => notifications.EntriesOf(order, ChatterKind.MailBounced), entries => entries.Count > 0)).ShouldHaveSingleItem();
        (entry.Reference, entry.Text, entry.VisibleToCustomer).ShouldBe((mail.Subject, bounced.LastError, false));

        (await Refused.By(notifications.Mails.RetryMailAsync(new() { Id = mail.Id, To = "nobody" }))).Violations.ShouldBe(["to:NOT_A_MAIL_ADDRESS"]);
        await notifications.Mails.RetryMailAsync(new() { Id = mail.Id, To = "ada.lovelace@example.com" });
        var again = await notifications.MailOf(order, MailState.Sent, attempts: 2);
        (again.To, again.MessageId, again.LastError).ShouldBe(("ada.lovelace@example.com", mail.MessageId, ""));
        notifications.FileOf(again).To.Address.ShouldBe("ada.lovelace@example.com");

        await notifications.Application.ReportDeliveryAsync(Bounce(mail, first));
        (await notifications.Mails.GetMailAsync(new() { Id = mail.Id })).State.ShouldBe(MailState.Sent, "the report speaks of the first try");
        (await notifications.Application.ReportDeliveryAsync(Bounce(mail, null))).Mail.State.ShouldBe(MailState.Bounced);
    }

    [Fact]
    public async Task A_delivery_takes_back_a_bounce_that_was_earlier_and_no_later_one()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var mail = await Sent(notifications, Order());
        var start = notifications.Clock.GetUtcNow();
        notifications.Clock.Advance(TimeSpan.FromHours(1));
        await notifications.Application.ReportDeliveryAsync(Bounce(mail, start.AddMinutes(10)));

        (await Report(start.AddMinutes(5))).State.ShouldBe(MailState.Bounced);
        var delivered = await Report(start.AddMinutes(20));
        (delivered.State, delivered.LastError, delivered.DeliveryTime.ToDateTimeOffset()).ShouldBe((MailState.Sent, "", start.AddMinutes(20)));
        (await Report(start.AddMinutes(20))).State.ShouldBe(MailState.Sent);
        (await notifications.Application.ReportDeliveryAsync(Bounce(mail, start.AddMinutes(15)))).Mail.State.ShouldBe(MailState.Sent);

        (await notifications.Service.Raised<NoticeDelivered>()).Count.ShouldBe(2);
        (await notifications.Service.Raised<NoticeBounced>()).Count.ShouldBe(1);

        async Task<Mail> Report(DateTimeOffset at) => (await notifications.Application.ReportDeliveryAsync(
            new() { MailId = mail.Id, Kind = DeliveryKind.Delivered, OccurTime = Timestamp.FromDateTimeOffset(at) })).Mail;
    }

    [Fact]
    public async Task Of_a_mail_that_is_sent_again_its_delivery_is_reported_anew()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var order = Order();
        var mail = await Sent(notifications, order);
        var start = notifications.Clock.GetUtcNow();
        notifications.Clock.Advance(TimeSpan.FromHours(1));
        (await Delivered(start.AddMinutes(10))).DeliveryTime.ToDateTimeOffset().ShouldBe(start.AddMinutes(10));
        var bounced = (await notifications.Application.ReportDeliveryAsync(Bounce(mail, start.AddHours(1)))).Mail;
        (bounced.State, bounced.BounceTime.ToDateTimeOffset()).ShouldBe((MailState.Bounced, start.AddHours(1)));

        notifications.Clock.Advance(TimeSpan.FromMinutes(1));
        (await notifications.Mails.RetryMailAsync(new() { Id = mail.Id })).DeliveryTime.ShouldBeNull();
        await notifications.MailOf(order, MailState.Sent, attempts: 2);

        (await Delivered(start.AddMinutes(61))).DeliveryTime.ToDateTimeOffset().ShouldBe(start.AddMinutes(61));

        async Task<Mail> Delivered(DateTimeOffset at) => (await notifications.Application.ReportDeliveryAsync(
            new() { MailId = mail.Id, Kind = DeliveryKind.Delivered, OccurTime = Timestamp.FromDateTimeOffset(at) })).Mail;
    }

    [Fact]
    public async Task A_report_from_the_future_is_refused_beyond_the_difference_of_two_clocks()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var (mail, other) = (await Sent(notifications, Order("S00001")), await Sent(notifications, Order("S00002")));
        var now = notifications.Clock.GetUtcNow();

        foreach (var late in (TimeSpan[])[TimeSpan.FromSeconds(301), TimeSpan.FromDays(1500)])
        {
            (await Refused.By(Delivered(mail, now + late))).Violations.ShouldBe(["occur_time:IN_FUTURE"]);
            (await Refused.By(notifications.Application.ReportDeliveryAsync(Bounce(mail, now + late)))).Violations.ShouldBe(["occur_time:IN_FUTURE"]);
        }

        (await Delivered(mail, now + TimeSpan.FromMinutes(5))).Mail.DeliveryTime.ToDateTimeOffset().ShouldBe(now, "it counts as of now");
        (await notifications.Application.ReportDeliveryAsync(Bounce(other, now + TimeSpan.FromMinutes(5)))).Mail.BounceTime.ToDateTimeOffset().ShouldBe(now);

        AsyncUnaryCall<ReportDeliveryResponse> Delivered(Mail of, DateTimeOffset at) => notifications.Application.ReportDeliveryAsync(
            new() { MailId = of.Id, Kind = DeliveryKind.Delivered, OccurTime = Timestamp.FromDateTimeOffset(at) });
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_for_good_is_a_bounce_of_a_mail_that_failed()
    {
        await using var smtp = new MailServer(MailServerBehaviour.RefuseForGood);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var order = Order();

        await notifications.Deliver(Closed(order, Customer()));
        await notifications.MailOf(order, MailState.Failed);

        var e = (await notifications.Service.Raised<NoticeBounced>()).ShouldHaveSingleItem();
        (e.Permanent, e.SentAt, e.Address).ShouldBe((true, null, "ada@example.com"));
        e.Diagnostic.ShouldContain("no such mailbox");
        await notifications.Service.Delivered(e.EventId, 1);
        (await notifications.EntriesOf(order, ChatterKind.MailBounced)).ShouldBeEmpty();
        (await notifications.EntriesOf(order, ChatterKind.MailFailed)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_comes_back_of_a_sign_in_mail_shows_no_link_and_goes_to_nobody_else()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var sent = await notifications.Application.SendSignInLinkAsync(new()
        {
            To = "ada@example.com", Name = "Ada", Language = "en", Link = "https://shop.example/signin?t=secret", ValidMinutes = 15,
        });
        await Eventually.Async(async () => await notifications.Mails.GetMailAsync(new() { Id = sent.MailId }), m => m.State == MailState.Sent);

        foreach (var (diagnostic, kept) in ((string, string)[])[("550 5.7.1 spam: /signin?t=secret", "550 5.7.1")])
        {
            var bounced = (await notifications.Application.ReportDeliveryAsync(
                new() { MailId = sent.MailId, Kind = DeliveryKind.Bounced, Diagnostic = diagnostic })).Mail;
            bounced.LastError.ShouldBe(kept);
        }

        var e = (await notifications.Service.Raised<NoticeBounced>()).ShouldHaveSingleItem();
        (e.Diagnostic, e.Subject).ShouldBe(("550 5.7.1", null));
        (await Refused.By(notifications.Mails.RetryMailAsync(new() { Id = sent.MailId, To = "eve@example.com" }))).Reason.ShouldBe("MAIL_HOLDS_SECRET");
        (await Refused.By(notifications.Mails.RetryMailAsync(new() { Id = sent.MailId }))).Reason.ShouldBe("MAIL_EXPIRED", "its body is erased");
    }

    [Theory]
    [InlineData("https://shop.example/signin?t=1", "subscription_closed", "[...]")]
    [InlineData("www.shop.example/signin?t=1 x", "subscription_closed", "[...] x")]
    [InlineData("a\u0000b\r\nc", "subscription_closed", "a b  c")]
    [InlineData("message said t=secret", "sign_in", "")]
    [InlineData("5.1.1 t=secret", "sign_in", "5.1.1")]
    [InlineData("5501 t=secret", "sign_in", "")]
    [InlineData("450 t=secret", "sign_in", "450")]
    public void A_diagnostic_is_one_line_without_links(string text, string template, string kept) =>
        Notifications.Mails.Diagnostics.Clean(text, template).ShouldBe(kept);

    [Fact]
    public async Task A_webhook_needs_its_own_narrow_scope_and_can_do_nothing_else_with_it()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var mail = await Sent(notifications, Order());
        var tokens = notifications.Service.Tokens;
        MailService.MailServiceClient As(string token) => notifications.Service.Client<MailService.MailServiceClient>(token);
        var webhook = As(tokens.Application("notifications", "notifications:deliveries"));

        (await Refused.By(notifications.Mails.ReportDeliveryAsync(Bounce(mail, null)))).Reason.ShouldBe("ROLE_NOT_ALLOWED");
        (await Refused.By(As(tokens.Application("notifications", "notifications:read")).ReportDeliveryAsync(Bounce(mail, null)))).Reason.ShouldBe("SCOPE_MISSING");
        (await Refused.By(webhook.ListMailsAsync(new()))).Reason.ShouldBe("SCOPE_MISSING");
        (await Refused.By(webhook.RetryMailAsync(new() { Id = mail.Id }))).Reason.ShouldBe("SCOPE_MISSING");
        (await webhook.ReportDeliveryAsync(Bounce(mail, null))).Mail.State.ShouldBe(MailState.Bounced);
    }

    [Fact]
    public async Task A_report_that_is_wrong_is_refused()
    {
        await using var notifications = await NotificationsUnderTest.Start();

        (await Refused.By(notifications.Application.ReportDeliveryAsync(new()))).Violations.ShouldBe(["message_id:ONE_OF_TWO", "kind:UNKNOWN_KIND"]);
        (await Refused.By(notifications.Application.ReportDeliveryAsync(new() { MailId = "x", MessageId = "y", Kind = DeliveryKind.Bounced })))
            .Violations.ShouldBe(["message_id:ONE_OF_TWO", "mail_id:NOT_AN_ID"]);
        (await Refused.By(notifications.Application.ReportDeliveryAsync(new() { MessageId = "<nobody@example.com>", Kind = DeliveryKind.Bounced })))
            .Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Delivery_status_notifications_are_read_from_the_folder()
    {
        var folder = Directory.CreateTempSubdirectory("reports").FullName;
        try
        {
            await using var notifications = await NotificationsUnderTest.Start(new() { ["Mail:ReportsFolder"] = folder });
            var (order, other, third) = (Order("S00001"), Order("S00002"), Order("S00003"));
            var (mail, kept, full) = (await Sent(notifications, order), await Sent(notifications, other), await Sent(notifications, third));
            var yesterday = notifications.Clock.GetUtcNow().AddDays(-1);
            Lay("1-delayed", Notification(kept.MessageId, "delayed", "4.4.1"));
            Lay("2-failed", Notification(mail.MessageId, "failed", "5.1.1", "smtp; 550 5.1.1 no such user"));
            Lay("3-again", Notification(mail.MessageId, "failed", "5.1.1", "smtp; 550 5.1.1 no such user"));
            Lay("4-stranger", Notification("<stranger@example.com>", "failed", "5.1.1"));
            Lay("5-letter", "Subject: hello\r\n\r\nIs anybody there?\r\n");
            Lay("6-nothing", "");
            Lay("7-mailbox-full", $"Date: {yesterday:r}\r\n" + Notification(full.MessageId, "failed", "4.2.2"));

            await Eventually.Async(
                () =>
                {
                    notifications.Clock.Advance(TimeSpan.FromSeconds(10));
                    return Task.FromResult(Directory.GetFiles(folder).Length);
                },
                left => left == 0,
                "the folder to be read");

            Names("done").ShouldBe(["1-delayed.eml", "2-failed.eml", "3-again.eml", "7-mailbox-full.eml"]);
            Names("unreadable").ShouldBe(["4-stranger.eml", "5-letter.eml", "6-nothing.eml"]);
            (await notifications.MailOf(order, MailState.Bounced)).LastError.ShouldBe("550 5.1.1 no such user");
            (await notifications.MailOf(other, MailState.Sent)).LastError.ShouldBe("");
            var reported = await notifications.Service.Raised<NoticeBounced>();
            reported.Select(e => (e.Subject?.Number, e.Permanent, e.Diagnostic, e.Actor.Kind)).ShouldBe(
                [("S00001", true, "550 5.1.1 no such user", "system"), ("S00003", false, "4.2.2", "system")]);
            reported[1].OccurredAt.ShouldBe(yesterday, "that is when the report was written");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Lay(string name, string text)
        {
            // As a mailbox tool does: whole, or not at all.
            File.WriteAllText(Path.Combine(folder, name + ".part"), text);
            File.Move(Path.Combine(folder, name + ".part"), Path.Combine(folder, name + ".eml"));
        }

        string[] Names(string part) => [.. Directory.GetFiles(Path.Combine(folder, part)).Select(file => Path.GetFileName(file)).Order()];
    }

    private static string Notification(string messageId, string action, string status, string? diagnostic = null) => string.Join("\r\n",
    [
        "From: Mail Delivery Subsystem <mailer-daemon@example.com>", "Subject: Returned mail", "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "",
        "--b", "Content-Type: text/plain", "", "Your message could not be delivered.", "",
        "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example.com", "",
        "Final-Recipient: rfc822; ada@example.com", $"Action: {action}", $"Status: {status}", .. diagnostic is null ? (string[])[] : [$"Diagnostic-Code: {diagnostic}"], "",
        "--b", "Content-Type: text/rfc822-headers", "", $"Message-ID: {messageId}", "Subject: Your subscription", "", "--b--", "",
    ]);

    private static ReportDeliveryRequest Bounce(Mail mail, DateTimeOffset? at) => new()
    {
        MessageId = mail.MessageId.Trim('<', '>'), Kind = DeliveryKind.Bounced, Permanent = true, OccurTime = at is { } time ? Timestamp.FromDateTimeOffset(time) : null,
    };

    private static async Task<Mail> Sent(NotificationsUnderTest notifications, Subject order)
    {
        await notifications.Deliver(Closed(order, Customer()));
        return await notifications.MailOf(order, MailState.Sent);
    }
}
