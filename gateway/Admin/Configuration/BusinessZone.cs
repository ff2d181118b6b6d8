using Contracts.Conversions;

namespace Admin.Configuration;

/// <summary>Where the business is: what screens begin with, unless another zone was chosen.</summary>
static class BusinessZone
{
    /// <summary>The IANA name; UTC where Billing does not answer.</summary>
    public static async Task<string> Ask(this BusinessClient business, CancellationToken ct)
    {
        try
        {
            return (await business.GetBusinessSettingsAsync(new(), cancellationToken: ct)).TimeZone;
        }
        catch (Grpc.Core.RpcException) when (!ct.IsCancellationRequested)
        {
            return TimeZones.Utc;
        }
    }
}
