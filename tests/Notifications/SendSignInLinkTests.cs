using Contracts.Notifications.V1;
using Grpc.Core;

namespace Notifications.Tests;

public sealed class SendSignInLinkTests
{
    [Fact]
    public async Task A_customers_link_is_mailed_in_their_language()
    {
        await using var notifications = await NotificationsUnderTest.Start();

        var sent = await notifications.Application.SendSignInLinkAsync(Request(language: "fa"));

        var mail = await Sent(notifications, sent.MailId);
        mail.Template.ShouldBe("sign_in");
        mail.TextBody.ShouldContain("https://shop.example/signin?t=a&u=b");
        mail.TextBody.ShouldContain("۱۵ دقیقه");
        mail.HtmlBody.ShouldContain("t&#x3D;a&amp;u&#x3D;b");
        notifications.FileOf(mail).Text.ShouldContain("https://shop.example/signin?t=a&u=b");
    }

    [Fact]
    public async Task The_link_of_staff_is_shown_to_nobody_and_erased_when_sent()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var request = Request();
        request.Staff = true;

        var sent = await notifications.Application.SendSignInLinkAsync(request);

        var mail = await Sent(notifications, sent.MailId);
        mail.TextBody.ShouldBe("");
        mail.HtmlBody.ShouldBe("");
        (await notifications.Row(sent.MailId)).TextBody.ShouldBe("");
        notifications.FileOf(mail).Text.ShouldContain("https://shop.example/signin?t=a&u=b");
    }

    [Fact]
    public async Task Only_applications_may_ask_for_it()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var readOnly = notifications.Service.Client<MailService.MailServiceClient>(notifications.Service.Tokens.Application("notifications", "notifications:read"));

        (await Refused.By(notifications.Mails.SendSignInLinkAsync(Request()))).Status.ShouldBe(StatusCode.PermissionDenied);
        (await Refused.By(readOnly.SendSignInLinkAsync(Request()))).Status.ShouldBe(StatusCode.PermissionDenied);
    }

    [Theory]
    [InlineData("not-an-address", "to:NOT_AN_ADDRESS")]
    [InlineData("a@example.com, b@example.com", "to:NOT_AN_ADDRESS")]
    [InlineData("Ada <a@example.com>", "to:NOT_AN_ADDRESS")]
    [InlineData("", "to:REQUIRED")]
    public async Task What_is_not_one_address_is_refused(string to, string violation)
    {
        await using var notifications = await NotificationsUnderTest.Start();
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
            "to:CONTROL_CHARACTERS", "to:NOT_AN_ADDRESS", "name:TOO_LONG", "language:UNKNOWN_LANGUAGE", "link:NOT_A_WEB_ADDRESS", "valid_minutes:OUT_OF_RANGE",
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

    private static Task<Mail> Sent(NotificationsUnderTest notifications, string id) => Eventually.Async(
        async () => await notifications.Mails.GetMailAsync(new GetMailRequest { Id = id }), m => m.State == MailState.Sent, "the mail to be sent");
}
