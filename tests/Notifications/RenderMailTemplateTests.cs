using Contracts.Common.V1;
using Contracts.Conversions;
using Contracts.Notifications.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;

namespace Notifications.Tests;

/// <summary>What a template would make, before it is saved.</summary>
public sealed class RenderMailTemplateTests
{
    [Fact]
    public async Task Every_built_in_template_has_sample_data_in_every_language_and_no_live_secret()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        foreach (var (kind, language) in MailKinds.All.SelectMany(_ => Languages.All, (k, l) => (k, l)))
        {
            var preview = await notifications.Templates.RenderMailTemplateAsync(new() { Kind = kind, Language = language });

            preview.Subject.ShouldNotBeNullOrWhiteSpace();
            preview.TextBody.ShouldContain("Ada Lovelace", customMessage: $"{kind} {language}");
            preview.HtmlBody.ShouldContain($"<html lang=\"{language}\"");
            preview.TextBody.Contains(MailSamples.NoSecret, StringComparison.Ordinal).ShouldBe(MailKinds.HoldsSecret(kind), kind);
        }
    }

    [Fact]
    public async Task A_typed_text_is_shown_and_not_saved_and_a_broken_one_is_refused_with_its_line()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var request = new RenderMailTemplateRequest { Kind = "subscription_closed", Language = "en", Source = "Over: {{order}}\n\nDear {{name}}\n" };

        var preview = await notifications.Templates.RenderMailTemplateAsync(request);
        request.Source = "Over\n\nDear {{nme}}";
        var broken = await Refused.By(notifications.Templates.RenderMailTemplateAsync(request));

        (preview.Subject, preview.TextBody).ShouldBe(("Over: S00042", "Dear Ada Lovelace\n"));
        broken.Violations.ShouldBe(["source:UNKNOWN_FIELD"]);
        broken.Message.ShouldContain("line 3 names {{nme}}");
        (await notifications.Service.Read(db => db.TemplateVersions.CountAsync())).ShouldBe(0);
        (await notifications.Service.Read(db => db.Mails.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_dunning_mail_is_shown_on_a_real_case()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var real = Case();

        var preview = await notifications.Templates.RenderMailTemplateAsync(new() { Kind = "restriction_notice", Language = "it", DunningCase = real });

        preview.Subject.ShouldContain("29 gennaio 2026");
        foreach (var part in (string[])["Grace Hopper", "S00077", "Piano Oro", "INV/2026/00003, INV/2026/00004", "81,50\u00A0EUR", "La carta è scaduta.", MailSamples.NoSecret])
        {
            preview.TextBody.ShouldContain(part);
        }
    }

    [Fact]
    public async Task A_case_that_is_none_and_a_kind_without_cases_are_refused()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        async Task<IReadOnlyList<string>> Wrong(Action<MailedDunningCase> change, string kind = "payment_failed_1")
        {
            var real = Case();
            change(real);
            return (await Refused.By(notifications.Templates.RenderMailTemplateAsync(new() { Kind = kind, Language = "en", DunningCase = real }))).Violations;
        }

        (await Wrong(_ => { }, "quotation")).ShouldBe(["dunning_case:NOT_OF_THIS_KIND"]);
        (await Wrong(c => c.AmountDue = null)).ShouldBe(["dunning_case.amount_due:REQUIRED"]);
        (await Wrong(c => c.AmountDue.CurrencyCode = "XXQ")).ShouldBe(["dunning_case.amount_due:NOT_AN_AMOUNT"]);
        (await Wrong(c => c.Cause = "stolen")).ShouldBe(["dunning_case.cause:UNKNOWN_CAUSE"]);
        (await Wrong(c => c.FinalAction = "sue")).ShouldBe(["dunning_case.final_action:UNKNOWN_ACTION"]);
        (await Wrong(c => c.FinalDate.Day = 32)).ShouldBe(["dunning_case.final_date:NOT_A_DATE"]);
        (await Wrong(c => c.RestrictDate.Month = 13)).ShouldBe(["dunning_case.restrict_date:NOT_A_DATE"]);
        (await Refused.By(notifications.Templates.RenderMailTemplateAsync(new() { Kind = "nothing", Language = "en" }))).Status.ShouldBe(StatusCode.NotFound);
    }

    private static MailedDunningCase Case() => new()
    {
        CustomerName = "Grace Hopper",
        OrderNumber = "S00077",
        PlanName = new LocalizedText { Values = { ["en"] = "Gold plan", ["it"] = "Piano Oro" } },
        InvoiceNumbers = { "INV/2026/00003", "INV/2026/00004" },
        AmountDue = Money.From(81.50m, "EUR"),
        Cause = "expired_card",
        MethodMustChange = true,
        RestrictDate = new Date { Year = 2026, Month = 1, Day = 29 },
        FinalDate = new Date { Year = 2026, Month = 2, Day = 5 },
        FinalAction = "close",
    };
}
