using Contracts.Common.V1;
using Contracts.Plans.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components.Fields;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Plans;

/// <summary>The form of a recurring plan, new or existing, with its Self-Service section.</summary>
public partial class PlanPage(PlanClient catalogue, PassTemplateClient passTemplates, TaxClient taxes) : ScreenPage
{
    static readonly string[] Editable = ["name", "description", "billing_period", "price", "self_service", "close_after_unpaid_days", "terms", "tax_code", "closing", "pass_grant"];

    Plan? plan;
    Contracts.Billing.V1.ListTaxRatesResponse? taxRates;
    ListPassTemplatesResponse? templates;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Path => $"/admin/plans/{Id ?? "new"}";

    string Title => Id is null ? L["Plan_New"] : L.Text(plan?.Name);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("plan");
        taxRates = await AskOptional(taxes.ListTaxRatesAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted));
        templates = await AskOptional(passTemplates.ListPassTemplatesAsync(new() { PageSize = 200, IncludeArchived = true }, cancellationToken: RequestAborted));
        if (Id is null)
        {
            plan = new Plan { BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1, Calendar = BillingCalendar.Gregorian }, SelfService = new SelfService { Closable = true }, Terms = new BillingTerms() };
            return;
        }

        await Ask(async () => plan = await catalogue.GetPlanAsync(new() { Id = Id }, cancellationToken: RequestAborted));
    }

    async Task Save()
    {
        var currency = posted["currency"].ToUpperInvariant();
        if (!MoneyText.TryParse(posted["price"], currency, out var price))
        {
            FailField("price", "Field_NOT_AN_AMOUNT");
            return;
        }

        var change = new Plan
        {
            Id = Id ?? "",
            Name = LocalizedField.Read(posted, "name"),
            Description = LocalizedField.Read(posted, "description"),
            BillingPeriod = new BillingInterval
            {
                Unit = Enum.TryParse<IntervalUnit>(posted["unit"], out var unit) ? unit : IntervalUnit.Unspecified,
                Count = posted.Number("count", 0),
                Calendar = Enum.TryParse<BillingCalendar>(posted["calendar"], out var calendar) ? calendar : BillingCalendar.Unspecified,
            },
            Price = price,
            SelfService = new SelfService
            {
                Closable = posted.Ticked("closable"),
                Pausable = posted.Ticked("pausable"),
                PlanChangeable = posted.Ticked("plan_changeable"),
                QuantityChangeable = posted.Ticked("quantity_changeable"),
                Reactivatable = posted.Ticked("reactivatable"),
                Renewable = posted.Ticked("renewable"),
            },
            Closing = ClosingChoices.Read(posted),
            Terms = TermFields.Read(posted),
            TaxCode = posted["tax_code"],
            PassGrant = PassGrantChoices.Read(posted),
            CloseAfterUnpaidDays = posted.OptionalNumber("close_after_unpaid_days"),
            Etag = posted["etag"],
        };
        Plan? saved = null;
        if (await Ask(async () => saved = Id is null
            ? await catalogue.CreatePlanAsync(new() { Plan = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await catalogue.UpdatePlanAsync(
                new() { Plan = change, UpdateMask = new() { Paths = { Editable } }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/plans/{saved!.Id}?done=saved");
        }
    }

    async Task Archive()
    {
        var form = Posted("archive");
        if (await Ask(async () => await catalogue.ArchivePlanAsync(
            new() { Id = Id, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done=plan-archived");
        }
    }
}
