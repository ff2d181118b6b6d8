using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

internal static class MailWire
{
    /// <param name="bodies">Include what it says, unless that is a secret.</param>
    public static Wire.Mail ToWire(this OutgoingMail mail, bool bodies) => new()
    {
        Id = mail.Id.ToString(),
        MessageId = mail.MessageId,
        To = mail.To,
        Subject = mail.Subject,
        Language = mail.Language,
        Template = mail.Template,
        TemplateVersion = mail.TemplateVersion,
        ServerAnswer = mail.ServerAnswer,
        BounceTime = mail.BouncedAt is { } bounced ? Timestamp.FromDateTimeOffset(bounced) : null,
        DeliveryTime = mail.DeliveryReportedAt is { } delivered ? Timestamp.FromDateTimeOffset(delivered) : null,
        State = ToWire(mail.State),
        Attempts = mail.Attempts,
        LastError = mail.LastError,
        CreateTime = Timestamp.FromDateTimeOffset(mail.CreatedAt),
        SendTime = mail.SentAt is { } sent ? Timestamp.FromDateTimeOffset(sent) : null,
        TextBody = bodies && !mail.HoldsSecret ? mail.TextBody : "",
        HtmlBody = bodies && !mail.HoldsSecret ? mail.HtmlBody : "",
        BodyWithheld = mail.HoldsSecret,
        About = mail.About is { } about ? Subject.From(about) : null,
    };

    /// <summary>The states that a list asks for.</summary>
    public static List<MailState> Read(IEnumerable<Wire.MailState> states) => [.. states.Select(state => state switch
    {
        Wire.MailState.Queued => MailState.Queued,
        Wire.MailState.Sent => MailState.Sent,
        Wire.MailState.Failed => MailState.Failed,
        Wire.MailState.Bounced => MailState.Bounced,
        _ => throw DomainException.InvalidArgument("states", "UNKNOWN_STATE", "names a state that there is not."),
    })];

    private static Wire.MailState ToWire(MailState state) => state switch
    {
        MailState.Queued => Wire.MailState.Queued,
        MailState.Sent => Wire.MailState.Sent,
        MailState.Bounced => Wire.MailState.Bounced,
        _ => Wire.MailState.Failed,
    };
}
