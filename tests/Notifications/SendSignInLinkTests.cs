using Contracts.Notifications.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails;
using Testing.Smtp;
using MailState = Contracts.Notifications.V1.MailState;

namespace Notifications.Tests;

public sealed class SendSignInLinkTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Fact]
    public async Task A_customers_link_is_mailed_in_their_language()
    {
        var notifications = shared.Service;

        var sent = await notifications.Application.SendSignInLinkAsync(Request(language: "fa"));

        var mail = await Sent(notifications, sent.MailId);
        mail.Template.ShouldBe("sign_in");
        var file = notifications.FileOf(mail);
        file.Text.ShouldContain("https://shop.example/signin?t=a&u=b");
        file.Text.ShouldContain("۱۵ دقیقه");
        file.Html.ShouldContain("t&#x3D;a&amp;u&#x3D;b");
    }

    [Fact]
    public async Task The_link_is_shown_to_nobody_and_erased_when_sent()
    {
        await using var notifications = await NotificationsUnderTest.Start();

        var sent = await notifications.Application.SendSignInLinkAsync(Request());

        var mail = await Sent(notifications, sent.MailId);
        mail.BodyWithheld.ShouldBeTrue();
        mail.ToString().ShouldNotContain("shop.example");
        (await notifications.Mails.ListMailsAsync(new())).Mails.ShouldHaveSingleItem().BodyWithheld.ShouldBeTrue();
        await IsErased(notifications, sent.MailId);
        notifications.FileOf(mail).Text.ShouldContain("https://shop.example/signin?t=a&u=b");
    }

    [Fact]
    public async Task The_link_is_shown_to_nobody_while_the_mail_waits_and_erased_when_it_is_given_up()
    {
        await using var smtp = new MailServer(MailServerBehaviour.Defer);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var sent = await notifications.Application.SendSignInLinkAsync(Request());
        var waiting = await Reached(notifications, sent.MailId, mail => mail.Attempts > 0 && mail.LastError.Length > 0);
        waiting.State.ShouldBe(MailState.Queued);
        waiting.BodyWithheld.ShouldBeTrue();
        waiting.ToString().ShouldNotContain("shop.example");

        await Eventually.Async(
            async () =>
            {
                notifications.Clock.Advance(TimeSpan.FromMinutes(1));
                return await notifications.Mails.GetMailAsync(new GetMailRequest { Id = sent.MailId });
            },
            mail => mail.State == MailState.Failed,
            "the mail to be given up");

        await IsErased(notifications, sent.MailId);
        (await Refused.By(notifications.Mails.RetryMailAsync(new() { Id = sent.MailId }))).Reason.ShouldBe("MAIL_EXPIRED");
    }

    /// <summary>Tries come 0, 1 and 6 minutes after the request, and the next one half an hour later.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    public async Task A_mail_whose_next_try_would_come_when_its_link_has_expired_fails_at_once(int validMinutes, int tries)
    {
        await using var smtp = new MailServer(MailServerBehaviour.Defer, MailServerBehaviour.Defer, MailServerBehaviour.Defer);
        await using var notifications = await NotificationsUnderTest.StartWith(smtp);
        var request = Request();
        request.ValidMinutes = validMinutes;
        var id = (await notifications.Application.SendSignInLinkAsync(request)).MailId;

        foreach (var wait in ((int[])[1, 5]).Take(tries - 1))
        {
            var next = notifications.Clock.GetUtcNow().AddMinutes(wait);
            await notifications.Service.RunDueWork();
            await Eventually.Async(async () => (await notifications.Row(id)).NextAttemptAt == next, "the next try to be put off");
            notifications.Clock.SetUtcNow(next);
        }

        await notifications.Service.RunDueWork();
        await Eventually.Async(() => notifications.Row(id), mail => mail.Attempts == tries && mail.NextAttemptAt is null, "the last try", TimeSpan.FromSeconds(10));
        var failed = await notifications.Row(id);
        failed.State.ShouldBe(Notifications.Mails.MailState.Failed);
        failed.ExpiresAt.ShouldNotBeNull().ShouldBeGreaterThan(notifications.Clock.GetUtcNow(), "the link is still good, and nobody will get it");
        failed.LastError.ShouldNotContain("expired");
        await IsErased(notifications, id);
    }

    [Fact]
    public async Task A_link_that_expires_before_its_mail_is_sent_is_erased_and_goes_to_nobody()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var id = Guid.Empty;
        await notifications.Service.Read(async db =>
        {
            var past = notifications.Clock.GetUtcNow().AddHours(-1);
            var mail = OutgoingMail.Queue(
                Guid.CreateVersion7(), new MailAddressee("ada@example.com", "Ada"),
                new MailContent("sign_in", 0, "en", "Sign in", "https://shop.example/signin", "<p>https://shop.example/signin</p>", past.AddMinutes(15)), "localhost", past);
            db.Mails.Add(mail);
            id = mail.Id;
            return await db.SaveChangesAsync();
        });

        var mail = await Reached(notifications, id.ToString(), mail => mail.State == MailState.Failed);

        mail.Attempts.ShouldBe(1);
        await IsErased(notifications, mail.Id);
        File.Exists(Path.Combine(notifications.MailFolder, $"{mail.Id}.eml")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeated_request_mails_one_link_and_the_link_is_not_remembered_with_it()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var request = Request();
        request.RequestId = Guid.CreateVersion7().ToString();

        var first = await notifications.Application.SendSignInLinkAsync(request);
        var again = await notifications.Application.SendSignInLinkAsync(request);

        again.ShouldBe(first);
        var kept = (await notifications.Service.Read(db => db.IdempotencyRecords.AsNoTracking().ToListAsync())).ShouldHaveSingleItem();
        var remembered = SendSignInLinkRequest.Parser.ParseFrom(kept.Request);
        remembered.To.ShouldBe(request.To);
        remembered.Link.ShouldNotContain(request.Link[^20..]);
        var otherLink = request.Clone();
        otherLink.Link += "x";
        (await Refused.By(notifications.Application.SendSignInLinkAsync(otherLink))).Violations.ShouldBe(["request_id:REUSED"]);
        request.Name = "Eve";
        (await Refused.By(notifications.Application.SendSignInLinkAsync(request))).Violations.ShouldBe(["request_id:REUSED"]);
    }

    [Fact]
    public async Task Only_applications_may_ask_for_it()
    {
        var notifications = shared.Service;
        var readOnly = notifications.Service.Client<MailService.MailServiceClient>(notifications.Service.Tokens.Application("notifications", "notifications:read"));

        (await Refused.By(notifications.Mails.SendSignInLinkAsync(Request()))).Status.ShouldBe(StatusCode.PermissionDenied);
        (await Refused.By(readOnly.SendSignInLinkAsync(Request()))).Status.ShouldBe(StatusCode.PermissionDenied);
    }

    [Theory]
    [InlineData("not-an-address", "to:NOT_A_MAIL_ADDRESS")]
    [InlineData("a@example.com, b@example.com", "to:NOT_A_MAIL_ADDRESS")]
    [InlineData("Ada <a@example.com>", "to:NOT_A_MAIL_ADDRESS")]
    [InlineData("", "to:REQUIRED")]
    public async Task What_is_not_one_address_is_refused(string to, string violation)
    {
        var notifications = shared.Service;
        var request = Request();
        request.To = to;

        (await Refused.By(notifications.Application.SendSignInLinkAsync(request))).Violations.ShouldBe([violation]);
    }

    [Fact]
    public async Task Everything_else_that_is_wrong_is_named()
    {
        await using var notifications = await NotificationsUnderTest.Start();

        var refused = await Refused.By(notifications.Application.SendSignInLinkAsync(
            new SendSignInLinkRequest { To = "a@b.example\r\nBcc: x@y.example", Name = new string('n', 101), Language = "de", Link = "javascript:alert(1)" }));

        refused.Violations.ShouldBe(
        [
            "to:CONTROL_CHARACTERS", "to:NOT_A_MAIL_ADDRESS", "name:TOO_LONG", "language:UNKNOWN_LANGUAGE", "link:NOT_A_WEB_ADDRESS", "valid_minutes:OUT_OF_RANGE",
        ]);
        (await notifications.Mails.ListMailsAsync(new ListMailsRequest())).Mails.ShouldBeEmpty();
    }

    private static SendSignInLinkRequest Request(string language = "en") => new()
    {
        To = "ada@example.com",
        Name = "Ada",
        Language = language,
        Link = "https://shop.example/signin?t=a&u=b",
        ValidMinutes = 15,
    };

    private static Task<Mail> Sent(NotificationsUnderTest notifications, string id) => Reached(notifications, id, mail => mail.State == MailState.Sent);

    private static Task<Mail> Reached(NotificationsUnderTest notifications, string id, Func<Mail, bool> state) => Eventually.Async(
        async () => await notifications.Mails.GetMailAsync(new GetMailRequest { Id = id }), state, "the mail's state");

    private static async Task IsErased(NotificationsUnderTest notifications, string id)
    {
        var row = await notifications.Row(id);
        (row.TextBody, row.HtmlBody).ShouldBe(("", ""));
    }
}
