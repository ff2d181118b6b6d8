using System.Diagnostics;
using Contracts.Notifications.V1;
using Contracts.Subscriptions.V1;
using Gateway.Data;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Errors;
using Screens.Identity;
using ServiceDefaults.Telemetry;

namespace Gateway.Identity;

/// <summary>Mails the requested links to those who may have one.</summary>
internal sealed partial class LinkMailer(LinkRequests requests, IServiceScopeFactory scopes, ILogger<LinkMailer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var request in requests.ReadAllAsync(stoppingToken))
        {
            using var span = Instruments.Source.StartActivity("mail sign-in link", ActivityKind.Internal, request.Cause);
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await ActivatorUtilities.CreateInstance<Handler>(scope.ServiceProvider).HandleAsync(request, stoppingToken);
            }
            catch (Exception failed) when (failed is RpcException or DbUpdateException or InvalidOperationException)
            {
                span?.Fail(failed.GetType().Name);
                LogFailed(logger, request.Purpose, failed is RpcException rpc ? rpc.StatusCode.ToString() : failed.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in link for {Purpose} could not be mailed: {Cause}")]
    private static partial void LogFailed(ILogger logger, SignInPurpose purpose, string cause);

    private sealed class Handler(
        GatewayDb db, SignInLinks links, CustomerService.CustomerServiceClient customers, MailService.MailServiceClient mails, IOptions<IdentityOptions> options)
    {
        public async Task HandleAsync(LinkRequest request, CancellationToken ct)
        {
            var (holder, to) = request.Purpose == SignInPurpose.Staff ? await StaffAsync(request.Email, ct) : await CustomerAsync(request.Email, ct);
            if (holder is null || await links.HasEnoughAsync(holder.Subject, ct))
            {
                return;
            }

            var (link, _) = await links.CreateAsync(holder, ct);
            await mails.SendSignInLinkAsync(
                new SendSignInLinkRequest
                {
                    To = to,
                    Name = holder.Name,
                    Language = holder.Language,
                    Link = link.ToString(),
                    ValidMinutes = (int)options.Value.LinkLifetime.TotalMinutes,
                    RequestId = Guid.CreateVersion7().ToString(),
                },
                cancellationToken: ct);
        }

        private async Task<(LinkHolder? Holder, string To)> StaffAsync(string email, CancellationToken ct)
        {
            var address = MailAddressText.Key(email);
            var member = await db.StaffMembers.AsNoTracking().FirstOrDefaultAsync(known => known.Email == address, ct);
            return member is null ? (null, "") : (new LinkHolder(LinkPurpose.Staff, member.Id.ToString(), member.Name, member.Language, member.Email), member.Email);
        }

        private async Task<(LinkHolder? Holder, string To)> CustomerAsync(string email, CancellationToken ct)
        {
            var found = await customers.ListCustomersAsync(new ListCustomersRequest { Email = email.Trim(), PageSize = 1 }, cancellationToken: ct);
            return found.Customers.FirstOrDefault() is { } customer
                ? (LinkHolder.Of(customer, LinkPurpose.Customer), customer.Email)
                : (null, "");
        }
    }
}
