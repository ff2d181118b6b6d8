using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed partial class CreateCloseReason(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.CloseReason> Handle(Wire.CreateCloseReasonRequest request, CancellationToken ct)
    {
        var wanted = request.CloseReason ?? new Wire.CloseReason();
        var validator = new FieldValidator();
        var code = validator.Text("close_reason.code", wanted.Code, 50);
        validator.Require(code.Length == 0 || LowerSnakeCase().IsMatch(code), "close_reason.code", "NOT_A_CODE",
            "must be lower_snake_case: letters a-z, digits and underscores, beginning with a letter.");
        var label = validator.Localized("close_reason.label", wanted.Label, 100);
        validator.ThrowIfFailed();
        if (await db.CloseReasons.AnyAsync(r => r.Code == code, ct))
        {
            throw DomainException.AlreadyExists("close_reason.code", "another close reason has this code.");
        }

        var reason = CloseReason.Create(code, label, wanted.CommentRequired, await db.NextPosition(ct), clock.GetUtcNow());
        db.CloseReasons.Add(reason);
        await db.SaveChangesAsync(ct);
        return reason.ToWire();
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex LowerSnakeCase();
}
