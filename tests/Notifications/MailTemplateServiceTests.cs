using Contracts.Conversions;
using Contracts.Notifications.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;
using Notifications.Templates;
using MailTemplate = Contracts.Notifications.V1.MailTemplate;

namespace Notifications.Tests;

/// <summary>The business edits what its mails say.</summary>
public sealed class MailTemplateServiceTests
{
    private const string Kind = MailTemplates.SubscriptionClosed;

    [Fact]
    public async Task Every_kind_and_language_is_listed_with_its_newest_version_and_shown_with_its_fields()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        await Update(notifications, "One\n\nBody");
        await Update(notifications, "Two\n\nBody");

        List<MailTemplate> all = [];
        var token = "";
        do
        {
            var page = await notifications.Templates.ListMailTemplatesAsync(new() { PageSize = 30, PageToken = token });
            all.AddRange(page.MailTemplates);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        var closed = await notifications.Templates.GetMailTemplateAsync(new() { Kind = Kind, Language = "vi" });
        var signIn = await notifications.Templates.GetMailTemplateAsync(new() { Kind = "sign_in", Language = "fa" });

        all.Select(t => (t.Kind, t.Language)).ShouldBe(MailKinds.All.SelectMany(k => Languages.All.Order(), (k, l) => (k, l)));
        all.ShouldAllBe(t => t.Source.Length == 0 && t.Version == (t.Kind == Kind && t.Language == "en" ? 2 : 0) && t.BuiltIn == (t.Version == 0));
        (closed.Source, closed.Version, closed.BuiltIn, closed.Actor, closed.Etag).ShouldBe((MailTemplates.BuiltIn(Kind, "vi"), 0, true, null, "v0"));
        closed.Fields.Select(f => f.Name).ShouldBe(["name", "sender", "order", "plan", "orderLink", "signInLink", "endDate", "lastDay"], ignoreOrder: true);
        signIn.Fields.Where(f => f.Required).Select(f => (f.Name, f.Link, f.Secret)).ShouldBe([("link", true, true)]);
    }

    [Fact]
    public async Task The_next_mail_has_the_newest_words_and_remembers_its_version()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var before = await Closed(notifications);

        await Update(notifications, "Closed: {{order}}\n\nDear {{name}}, it ends on {{endDate}}.");
        var one = await Closed(notifications);
        // Another replica makes the next version: nothing tells this one.
        await notifications.Service.Read(async db =>
        {
            db.TemplateVersions.Add(MailTemplateVersion.Create(Kind, "en", 2, "Over: {{order}}\n\nBye", false, SomeEvents.Staff, notifications.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        var two = await Closed(notifications);

        (before.TemplateVersion, one.TemplateVersion, two.TemplateVersion).ShouldBe((0, 1, 2));
        before.Subject.ShouldStartWith("Your subscription");
        one.Subject.ShouldStartWith("Closed: S");
        one.TextBody.ShouldStartWith("Dear ");
        two.Subject.ShouldStartWith("Over: S");
        (await notifications.Mails.GetMailAsync(new() { Id = before.Id })).Subject.ShouldBe(before.Subject);
    }

    [Fact]
    public async Task A_reset_is_a_version_that_says_what_the_built_in_one_says()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        (await Refused.By(notifications.Templates.ResetMailTemplateAsync(new() { Kind = Kind, Language = "en" }))).Reason.ShouldBe("ALREADY_BUILT_IN");
        await Update(notifications, "Mine\n\nBody");

        var reset = await notifications.Templates.ResetMailTemplateAsync(new() { Kind = Kind, Language = "en", Etag = "v1" });

        (reset.Version, reset.BuiltIn, reset.Source).ShouldBe((2, true, MailTemplates.BuiltIn(Kind, "en")));
        var mail = await Closed(notifications);
        (mail.TemplateVersion, mail.Subject.StartsWith("Your subscription", StringComparison.Ordinal)).ShouldBe((2, true));
        var versions = (await notifications.Templates.ListMailTemplateVersionsAsync(new() { Kind = Kind, Language = "en" })).MailTemplates;
        versions.Select(v => (v.Version, v.BuiltIn, v.Source)).ShouldBe([(2, true, ""), (1, false, "")]);
        versions.ShouldAllBe(v => v.Actor.Name.Length > 0 && v.CreateTime != null);
        (await notifications.Templates.GetMailTemplateAsync(new() { Kind = Kind, Language = "en", Version = 1 })).Source.ShouldBe("Mine\n\nBody\n");
        (await Refused.By(notifications.Templates.ResetMailTemplateAsync(new() { Kind = Kind, Language = "en" }))).Reason.ShouldBe("ALREADY_BUILT_IN");
    }

    [Fact]
    public async Task A_broken_template_a_stale_etag_and_what_there_is_not_are_refused_and_nothing_is_saved()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        await Update(notifications, "Mine\n\nBody");

        var broken = await Refused.By(Ask(notifications, "Mine\n\n{{nme}}"));
        broken.Violations.ShouldBe(["mail_template.source:UNKNOWN_FIELD"]);
        broken.Message.ShouldContain("line 3 names {{nme}}");
        (await Refused.By(Ask(notifications, "Mine\n\nMore", etag: "v0"))).Status.ShouldBe(StatusCode.Aborted);
        (await Refused.By(notifications.Templates.ResetMailTemplateAsync(new() { Kind = Kind, Language = "en", Etag = "v0" }))).Status.ShouldBe(StatusCode.Aborted);
        (await Refused.By(Ask(notifications, "Sign in\n\nHello", kind: "sign_in"))).Violations.ShouldBe(["mail_template.source:MISSING_FIELD"]);
        (await Refused.By(Ask(notifications, "x\n\ny", kind: "no_such_mail"))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(Ask(notifications, "x\n\ny", language: "de"))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(notifications.Templates.GetMailTemplateAsync(new() { Kind = Kind, Language = "en", Version = 2 }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(notifications.Templates.GetMailTemplateAsync(new() { Kind = Kind, Language = "en", Version = -1 }))).Violations.ShouldBe(["version:NEGATIVE"]);
        (await Refused.By(notifications.Templates.ListMailTemplatesAsync(new() { PageToken = "z" }))).Violations.ShouldBe(["page_token:NOT_A_TOKEN"]);
        (await Refused.By(notifications.Templates.ListMailTemplatesAsync(new() { Kind = "x", Language = "y" })))
            .Violations.ShouldBe(["kind:UNKNOWN_KIND", "language:UNKNOWN_LANGUAGE"]);

        (await notifications.Service.Read(db => db.TemplateVersions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_template_at_once_one_is_told()
    {
        await using var notifications = await NotificationsUnderTest.Start();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            try
            {
                await Ask(notifications, $"Mine {i}\n\nBody", etag: "v0");
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }));

        outcomes.Order().ShouldBe([StatusCode.OK, StatusCode.Aborted, StatusCode.Aborted, StatusCode.Aborted]);
    }

    [Fact]
    public async Task Only_staff_and_applications_with_the_scope_may_change_words()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        MailTemplateService.MailTemplateServiceClient As(string token) => notifications.Service.Client<MailTemplateService.MailTemplateServiceClient>(token);
        var tokens = notifications.Service.Tokens;
        var request = new UpdateMailTemplateRequest { MailTemplate = new() { Kind = Kind, Language = "en", Source = "x\n\ny" } };

        (await Refused.By(As(tokens.Customer("notifications", Guid.CreateVersion7())).UpdateMailTemplateAsync(request))).Status.ShouldBe(StatusCode.PermissionDenied);
        (await Refused.By(As(tokens.Application("notifications", "notifications:read")).UpdateMailTemplateAsync(request))).Status.ShouldBe(StatusCode.PermissionDenied);
        (await As(tokens.Application("notifications", "notifications:read")).ListMailTemplatesAsync(new() { Kind = Kind })).MailTemplates.Count.ShouldBe(5);
        (await As(tokens.Application("notifications")).UpdateMailTemplateAsync(request)).Version.ShouldBe(1);
    }

    private static async Task<MailTemplate> Update(NotificationsUnderTest notifications, string source) => await Ask(notifications, source);

    private static AsyncUnaryCall<MailTemplate> Ask(NotificationsUnderTest notifications, string source, string etag = "", string kind = Kind, string language = "en") =>
        notifications.Templates.UpdateMailTemplateAsync(new() { MailTemplate = new() { Kind = kind, Language = language, Source = source, Etag = etag } });

    /// <summary>The mail of a close, as it went out.</summary>
    private static async Task<Mail> Closed(NotificationsUnderTest notifications)
    {
        var order = SomeEvents.Order();
        await notifications.Deliver(SomeEvents.Closed(order, SomeEvents.Customer()));
        return await notifications.MailOf(order, MailState.Sent);
    }
}
