using Contracts.Notifications.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;
using MailKind = Contracts.Notifications.V1.MailKind;

namespace Notifications.Tests;

/// <summary>domain.md, Mails: each kind is switched on or off.</summary>
public sealed class MailKindTests
{
    private const string Kind = MailTemplates.SubscriptionClosed;

    [Fact]
    public async Task What_is_switched_off_goes_out_no_more_and_is_entered_in_the_chatter_all_the_same()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var (before, off, on) = (SomeEvents.Order("S00001"), SomeEvents.Order("S00002"), SomeEvents.Order("S00003"));
        await notifications.Deliver(SomeEvents.Closed(before, SomeEvents.Customer()));

        await Switch(notifications, Kind, false);
        await notifications.Deliver(SomeEvents.Closed(off, SomeEvents.Customer()));
        await notifications.Deliver(SomeEvents.CloseScheduled(off, SomeEvents.Customer()));
        await Switch(notifications, Kind, true);
        await notifications.Deliver(SomeEvents.Closed(on, SomeEvents.Customer()));

        (await notifications.Service.Read(db => db.Mails.OrderBy(m => m.CreatedAt).ThenBy(m => m.AboutNumber).Select(m => m.AboutNumber + " " + m.Template).ToListAsync()))
            .ShouldBe([$"S00001 {Kind}", "S00002 close_scheduled", $"S00003 {Kind}"]);
        (await notifications.EntriesOf(off, ChatterKind.Closed)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_switch_has_an_etag_and_what_cannot_be_switched_off_says_so()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var listed = (await notifications.Templates.ListMailKindsAsync(new() { PageSize = 200 })).MailKinds;
        listed.Select(k => k.Kind).ShouldBe(MailKinds.All);
        listed.ShouldAllBe(k => k.Enabled && k.EditedLanguages.Count == 0);
        listed.Where(k => k.AlwaysEnabled).Select(k => k.Kind).ShouldBe(["final_notice", "restriction_notice", "sign_in"]);
        await notifications.Templates.UpdateMailTemplateAsync(new() { MailTemplate = new() { Kind = Kind, Language = "it", Source = "x\n\ny" } });
        var seen = listed.Single(k => k.Kind == Kind);

        var off = await Switch(notifications, Kind, false, seen.Etag);

        off.Enabled.ShouldBeFalse();
        off.EditedLanguages.ShouldBe(["it"]);
        off.Etag.ShouldNotBe(seen.Etag);
        (await Refused.By(Ask(notifications, Kind, true, seen.Etag))).Status.ShouldBe(StatusCode.Aborted);
        foreach (var kind in listed.Where(k => k.AlwaysEnabled).Select(k => k.Kind))
        {
            (await Refused.By(Ask(notifications, kind, false))).Reason.ShouldBe("MAIL_ALWAYS_ENABLED");
        }

        (await Refused.By(Ask(notifications, "nothing", false))).Status.ShouldBe(StatusCode.NotFound);
        (await notifications.Templates.ListMailKindsAsync(new() { PageSize = 200 })).MailKinds.Where(k => !k.Enabled).Select(k => k.Kind).ShouldBe([Kind]);
    }

    [Fact]
    public async Task Every_page_of_kinds_follows_the_one_before()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        List<string> all = [];
        var token = "";
        do
        {
            var page = await notifications.Templates.ListMailKindsAsync(new() { PageSize = 4, PageToken = token });
            all.AddRange(page.MailKinds.Select(k => k.Kind));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        all.ShouldBe(MailKinds.All);
    }

    [Fact]
    public async Task Only_staff_and_applications_with_the_scope_may_switch()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var tokens = notifications.Service.Tokens;
        var request = new UpdateMailKindRequest { MailKind = new() { Kind = Kind } };
        foreach (var token in (string[])[tokens.Customer("notifications", Guid.CreateVersion7()), tokens.Application("notifications", "notifications:read")])
        {
            (await Refused.By(notifications.Service.Client<MailTemplateService.MailTemplateServiceClient>(token).UpdateMailKindAsync(request))).Status.ShouldBe(StatusCode.PermissionDenied);
        }
    }

    private static async Task<MailKind> Switch(NotificationsUnderTest notifications, string kind, bool enabled, string etag = "") => await Ask(notifications, kind, enabled, etag);

    private static AsyncUnaryCall<MailKind> Ask(NotificationsUnderTest notifications, string kind, bool enabled, string etag = "") =>
        notifications.Templates.UpdateMailKindAsync(new() { MailKind = new() { Kind = kind, Enabled = enabled, Etag = etag } });
}
