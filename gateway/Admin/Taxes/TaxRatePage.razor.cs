using Contracts.Billing.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components.Fields;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Taxes;

/// <summary>One tax rate: its names, and its percentages over time.</summary>
public partial class TaxRatePage(TaxClient taxes) : ScreenPage
{
    TaxRate? rate;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Path => $"/admin/tax-rates/{Id ?? "new"}";

    string Title => Id is null ? L["TaxRate_New"] : L.Text(rate?.Name);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("tax-rate");
        if (Id is null)
        {
            rate = new TaxRate();
            return;
        }

        await Ask(async () => rate = await taxes.GetTaxRateAsync(new() { Id = Id }, cancellationToken: RequestAborted));
    }

    Task Save() => Id is null ? Create() : Then("saved", () => taxes.UpdateTaxRateAsync(
        new()
        {
            TaxRate = new TaxRate { Id = Id, Name = LocalizedField.Read(posted, "name"), Etag = posted["etag"] },
            UpdateMask = new() { Paths = { "name" } },
            RequestId = posted["request_id"],
        },
        cancellationToken: RequestAborted).ResponseAsync);

    async Task Create()
    {
        if (Percent(posted) is { } perMillion)
        {
            await Then("saved", () => taxes.CreateTaxRateAsync(
                new()
                {
                    TaxRate = new TaxRate { Code = posted["code"], Name = LocalizedField.Read(posted, "name") },
                    RatePerMillion = perMillion,
                    RequestId = posted["request_id"],
                },
                cancellationToken: RequestAborted).ResponseAsync);
        }
    }

    async Task AddPercentage()
    {
        var form = Posted("add-percentage");
        if (!form.TryOptionalDate("valid_from", out var day))
        {
            FailField("valid_from", "Field_NOT_A_DATE");
        }
        else if (Percent(form) is { } perMillion)
        {
            await Then("percentage-added", () => taxes.AddTaxPercentageAsync(
                new() { Id = Id, ValidFrom = day, RatePerMillion = perMillion, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted).ResponseAsync);
        }
    }

    Task RemovePercentage()
    {
        var form = Posted("remove-percentage");
        return Then("percentage-removed", () => taxes.RemoveTaxPercentageAsync(
            new() { Id = Id, ValidFrom = rate!.Percentages[^1].ValidFrom, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted).ResponseAsync);
    }

    Task Retire()
    {
        var form = Posted("retire");
        return Then("tax-rate-retired", () => taxes.RetireTaxRateAsync(new() { Id = Id, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted).ResponseAsync);
    }

    int? Percent(Posted form)
    {
        if (TaxPercentText.TryParse(form["percent"], out var perMillion))
        {
            return perMillion;
        }

        Fail(Screens.Problems.Problem.OfField(L.Words, "percent", L["TaxPercentage_Wrong"]));
        return null;
    }

    async Task Then(string done, Func<Task<TaxRate>> work)
    {
        TaxRate? saved = null;
        if (await Ask(async () => saved = await work()))
        {
            Navigation.NavigateTo($"/admin/tax-rates/{saved!.Id}?done={done}");
        }
    }
}
