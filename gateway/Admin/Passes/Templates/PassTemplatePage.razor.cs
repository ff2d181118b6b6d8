using Contracts.Common.V1;
using Contracts.Plans.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components.Fields;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Passes.Templates;

/// <summary>The form of a template that passes are sold from, new or existing.</summary>
public partial class PassTemplatePage(PassTemplateClient catalogue, ClassTypeClient classes, TaxClient taxes) : ScreenPage
{
    static readonly string[] Editable = ["name", "description", "freestyle", "price", "terms", "sold_online"];

    PassTemplate? template;
    ListClassTypesResponse? classTypes;
    Contracts.Billing.V1.ListTaxRatesResponse? taxRates;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Path => $"/admin/pass-templates/{Id ?? "new"}";

    string Title => Id is null ? L["PassTemplate_New"] : L.Text(template?.Name);

    IEnumerable<(string Value, string Words)> Missed =>
        Enum.GetValues<MissedClass>().Where(missed => missed != MissedClass.Unspecified).Select(missed => (missed.ToString(), L[$"MissedClass_{missed}"]));

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("template");
        taxRates = await AskOptional(taxes.ListTaxRatesAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted));
        classTypes = await AskOptional(classes.ListClassTypesAsync(new() { PageSize = 200, IncludeRetired = true }, cancellationToken: RequestAborted));
        if (Id is null)
        {
            template = new PassTemplate { Terms = new PassTerms { Validity = new PassValidity { Unit = PassValidityUnit.Month, Count = 1 } } };
            return;
        }

        await Ask(async () => template = await catalogue.GetPassTemplateAsync(new() { Id = Id }, cancellationToken: RequestAborted));
    }

    async Task Save()
    {
        if (!MoneyText.TryParse(posted["price"], posted["currency"].ToUpperInvariant(), out var price))
        {
            FailField("price", "Field_NOT_AN_AMOUNT");
            return;
        }

        var change = new PassTemplate
        {
            Id = Id ?? "",
            Name = LocalizedField.Read(posted, "name"),
            Description = LocalizedField.Read(posted, "description"),
            Freestyle = posted.Ticked("freestyle"),
            Price = price,
            Terms = Terms(),
            SoldOnline = posted.Ticked("sold_online"),
            Etag = posted["etag"],
        };
        PassTemplate? saved = null;
        if (await Ask(async () => saved = Id is null
            ? await catalogue.CreatePassTemplateAsync(new() { PassTemplate = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await catalogue.UpdatePassTemplateAsync(
                new() { PassTemplate = change, UpdateMask = new() { Paths = { Editable } }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/pass-templates/{saved!.Id}?done=saved");
        }
    }

    /// <summary>What is no number becomes one that the service refuses.</summary>
    PassTerms Terms() => new()
    {
        Classes = posted.OptionalNumber("classes"),
        Validity = new PassValidity { Unit = Chosen<PassValidityUnit>("unit"), Count = posted.OptionalNumber("count") },
        ClassTypeId = posted["class_type_id"],
        Overlapping = posted.Ticked("overlapping"),
        Shared = posted.Ticked("shared"),
        GraceDays = posted.OptionalNumber("grace_days"),
        Start = Chosen<PassStart>("start"),
        LateCancel = Chosen<MissedClass>("late_cancel"),
        LateCancelHours = posted.OptionalNumber("late_cancel_hours"),
        NoShow = Chosen<MissedClass>("no_show"),
        CustomersMayFreeze = posted.Ticked("customers_may_freeze"),
        MaxFreezeDays = posted.OptionalNumber("max_freeze_days"),
        TaxCode = posted["tax_code"],
    };

    T Chosen<T>(string field)
        where T : struct, Enum =>
        Enum.TryParse<T>(posted[field], out var chosen) ? chosen : default;

    static string Unit(PassValidity? validity) => validity is null or { Unit: PassValidityUnit.Unspecified } ? nameof(PassValidityUnit.None) : validity.Unit.ToString();

    async Task Archive()
    {
        var form = Posted("archive");
        if (await Ask(async () => await catalogue.ArchivePassTemplateAsync(
            new() { Id = Id, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done=pass-template-archived");
        }
    }
}
