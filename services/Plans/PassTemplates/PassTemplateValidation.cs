using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

/// <summary>Reads a pass template's editable fields from a request, or says what is wrong with them.</summary>
internal static class PassTemplateValidation
{
    public static readonly string[] Writable = ["name", "description", "freestyle", "price", "terms", "sold_online"];

    /// <param name="current">What fields outside the mask keep; null when the template is new.</param>
    public static PassTemplateValues Read(Wire.PassTemplate template, UpdateMask mask, PassTemplateValues? current)
    {
        var validator = new FieldValidator();
        var (terms, classTypeId) = PassTermsValidation.Read(validator, template.Terms, Has, current);
        var values = new PassTemplateValues(
            Has("name") ? validator.Localized("pass_template.name", template.Name, 100) : current!.Name,
            Has("description") ? validator.Localized("pass_template.description", template.Description, 500, required: false) : current!.Description,
            Has("freestyle") ? template.Freestyle : current!.Freestyle,
            Has("price") ? validator.Amount("pass_template.price", template.Price) : current!.Price,
            Has("price") ? template.Price?.CurrencyCode ?? "" : current!.Currency,
            terms,
            classTypeId,
            Has("sold_online") ? template.SoldOnline : current!.SoldOnline);
        validator.ThrowIfFailed();
        return values;

        bool Has(string field) => current is null || mask.Has(field);
    }
}
