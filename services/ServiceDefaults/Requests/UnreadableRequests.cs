using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Requests;

/// <summary>
/// Bytes that are not the rpc's request fail in the framework before any interceptor runs, and it calls them UNKNOWN or INTERNAL, as if the service had
/// failed. This makes INVALID_ARGUMENT of it: the sender must change the request, and a repeat is of no use. One that is too large says so with a reason.
/// </summary>
internal sealed class UnreadableRequests(ContractIndex contracts) : IStartupFilter
{
    private const string StatusHeader = "grpc-status";

    /// <summary>What is said of bytes that are no message of the call.</summary>
    public static DomainException Malformed() => new(StatusCode.InvalidArgument, "MALFORMED_REQUEST", "The request is not a message of this call.");

    /// <summary>Says that the request was read: what goes wrong from now on is not the sender's fault.</summary>
    public static void MarkRead(HttpContext context) => context.Items[typeof(UnreadableRequests)] = true;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Answer);
        next(app);
    };

    private async Task Answer(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!context.Response.HasStarted && !context.Items.ContainsKey(typeof(UnreadableRequests)) && Refusal(context.Response) is { } refusal)
        {
            Refuse(context, refusal);
        }
    }

    private static DomainException? Refusal(HttpResponse response) =>
        !int.TryParse(response.Headers[StatusHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? null : (StatusCode)status switch
        {
            StatusCode.Unknown or StatusCode.Internal => Malformed(),
            StatusCode.ResourceExhausted => new(StatusCode.ResourceExhausted, "REQUEST_TOO_LARGE", "The request is larger than a service takes."),
            _ => null,
        };

    private void Refuse(HttpContext context, DomainException refusal)
    {
        var status = ErrorTrailers.Status(refusal, contracts.Find(context.Request.Path)?.Module ?? "unknown");
        var headers = context.Response.Headers;
        headers[StatusHeader] = status.Code.ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = status.Message;
        headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
    }
}
