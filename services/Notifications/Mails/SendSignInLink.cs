using Notifications.Rendering;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

internal sealed class SendSignInLink(NotificationsDb db, MailQueue mails, TimeProvider clock) : IFeature
{
    private const int MaximumName = 100;
    private const int MaximumLink = 2000;
    private const int MaximumMinutes = 24 * 60;

    public async Task<Wire.SendSignInLinkResponse> Handle(Wire.SendSignInLinkRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var to = validator.Email("to", request.To);
        var name = validator.Text("name", request.Name, MaximumName, required: false);
        var language = validator.Language("language", request.Language);
        var link = validator.Text("link", request.Link, MaximumLink);
        validator.Require(link.Length == 0 || IsWebAddress(link), "link", "NOT_A_WEB_ADDRESS", "is not an absolute http or https address.");
        var minutes = validator.Range("valid_minutes", request.ValidMinutes, 1, MaximumMinutes);
        validator.ThrowIfFailed();

        var mail = await mails.Queue(
            MailTemplates.SignIn,
            new MailAddressee(to, name.Length > 0 ? name : to),
            language,
            MailValues.SignIn(link, minutes, language),
            expiresAt: clock.GetUtcNow().AddMinutes(minutes),
            ct);
        await db.SaveChangesAsync(ct);
        return new Wire.SendSignInLinkResponse { MailId = mail.Id.ToString() };
    }

    private static bool IsWebAddress(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
