using Contracts.Events;
using Google.Protobuf;
using ServiceDefaults.Errors;

namespace Notifications.Chatter;

/// <summary>The subject that a request names by one field of its oneof "subject": subscription_id, invoice_id ...</summary>
/// <param name="Kind">One of <see cref="SubjectKinds"/>.</param>
internal sealed record RequestedSubject(string Kind, Guid Id)
{
    private const string Oneof = "subject";
    private const string Suffix = "_id";

    /// <summary>Null when it names none.</summary>
    public static RequestedSubject? Find(IMessage request, FieldValidator validator)
    {
        var field = request.Descriptor.Oneofs.Single(oneof => oneof.Name == Oneof).Accessor.GetCaseFieldDescriptor(request);
        return field is null ? null : new(field.Name[..^Suffix.Length], validator.Id(field.Name, (string)field.Accessor.GetValue(request)));
    }

    /// <summary>A violation when it names none.</summary>
    public static RequestedSubject Require(IMessage request, FieldValidator validator)
    {
        var subject = Find(request, validator);
        validator.Require(subject is not null, Oneof, "REQUIRED", "is required.");
        return subject ?? new("", Guid.Empty);
    }

    /// <exception cref="DomainException">INVALID_ARGUMENT when it names none.</exception>
    public static RequestedSubject Read(IMessage request)
    {
        var validator = new FieldValidator();
        var subject = Require(request, validator);
        validator.ThrowIfFailed();
        return subject;
    }
}
