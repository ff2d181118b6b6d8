using Microsoft.EntityFrameworkCore;
using Plans.ClassTypes;
using ServiceDefaults.Errors;

namespace Plans.PassTemplates;

/// <summary>The class types that a template may be given.</summary>
internal static class OfferedClassTypes
{
    /// <param name="wanted">Null: good for every class.</param>
    /// <param name="current">What the template has, which it may keep though it is retired; null when it has none or is new.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT where it is unknown, or retired and not the current one.</exception>
    public static async Task<ClassType?> OfferedClassType(this PlansDb db, Guid? wanted, Guid? current, CancellationToken ct)
    {
        const string field = "pass_template.terms.class_type_id";
        if (wanted is not { } id)
        {
            return null;
        }

        var classType = await db.ClassTypes.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.InvalidArgument(field, "UNKNOWN", "is not a class type.");
        return classType.Retired && id != current ? throw DomainException.InvalidArgument(field, "RETIRED", "is retired; choose a class type that is still offered.") : classType;
    }
}
