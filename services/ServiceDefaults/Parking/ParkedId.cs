using ServiceDefaults.Errors;

namespace ServiceDefaults.Parking;

/// <summary>Names parked work in the APIs: a message by its id, due work as {work}.{item}.</summary>
/// <param name="Work">Null for a message.</param>
internal sealed record ParkedId(string? Work, Guid Id)
{
    public static string Of(string work, Guid item) => $"{work}.{item}";

    /// <exception cref="DomainException">INVALID_ARGUMENT when it names neither.</exception>
    public static ParkedId Parse(string id)
    {
        var dot = id.LastIndexOf('.');
        return new ParkedId(dot > 0 ? id[..dot] : null, FieldValidator.RequireId("id", id[(dot + 1)..]));
    }
}
