using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

internal sealed class MailGrpc : Wire.MailService.MailServiceBase
{
    public override Task<Wire.ListMailsResponse> ListMails(Wire.ListMailsRequest request, ServerCallContext context) =>
        context.Feature<ListMails>().Handle(request, context.CancellationToken);

    public override Task<Wire.Mail> GetMail(Wire.GetMailRequest request, ServerCallContext context) =>
        context.Feature<GetMail>().Handle(request, context.CancellationToken);

    public override Task<Wire.Mail> RetryMail(Wire.RetryMailRequest request, ServerCallContext context) =>
        context.Feature<RetryMail>().Handle(request, context.CancellationToken);

    public override Task<Wire.ReportDeliveryResponse> ReportDelivery(Wire.ReportDeliveryRequest request, ServerCallContext context) =>
        context.Feature<ReportDelivery>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.SendSignInLinkResponse> SendSignInLink(Wire.SendSignInLinkRequest request, ServerCallContext context) =>
        context.Feature<SendSignInLink>().Handle(request, context.CancellationToken);
}
