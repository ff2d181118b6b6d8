using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

/// <summary>The class pass that each billing period of a plan brings.</summary>
/// <param name="TemplateId">Null: it brings none.</param>
/// <param name="EndsWithPeriod">The pass is over with its period; else it is as the template says. True where there is none.</param>
public sealed record PassGrant(Guid? TemplateId, bool EndsWithPeriod)
{
    private const string Field = "plan.pass_grant.pass_template_id";

    public Wire.PlanPassGrant? ToWire() => TemplateId is not { } id ? null : new()
    {
        PassTemplateId = id.ToString(),
        End = EndsWithPeriod ? Wire.GrantedPassEnd.Period : Wire.GrantedPassEnd.Template,
    };

    /// <param name="has">Whether a field is among those to change.</param>
    /// <param name="current">What the others keep; null when the plan is new.</param>
    internal static PassGrant Read(FieldValidator validator, Wire.PlanPassGrant grant, Func<string, bool> has, PassGrant? current)
    {
        var template = !has("pass_grant.pass_template_id") ? current!.TemplateId
            : grant.PassTemplateId.Length > 0 ? validator.Id(Field, grant.PassTemplateId)
            : (Guid?)null;
        var wanted = has("pass_grant.end") ? grant.End : current!.EndsWithPeriod ? Wire.GrantedPassEnd.Period : Wire.GrantedPassEnd.Template;
        validator.Require(Enum.IsDefined(wanted), "plan.pass_grant.end", "UNKNOWN", "must be the period's end or the template's validity.");
        return new PassGrant(template, template is null || wanted != Wire.GrantedPassEnd.Template);
    }

    /// <param name="current">What the plan grants, which it may keep though it is archived; null when the plan is new.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT where the template is unknown, or archived and not the current one.</exception>
    internal async Task RequireOffered(PlansDb db, PassGrant? current, CancellationToken ct)
    {
        if (TemplateId is not { } id || id == current?.TemplateId)
        {
            return;
        }

        var template = await db.PassTemplates.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw DomainException.InvalidArgument(Field, "UNKNOWN", "is not the id of a pass template.");
        if (template.Archived)
        {
            throw DomainException.InvalidArgument(Field, "ARCHIVED", "is archived; choose a template that is still offered.");
        }
    }
}
