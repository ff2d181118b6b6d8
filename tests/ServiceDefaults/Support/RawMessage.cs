using System.Net.Mime;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Tests.Support;

/// <summary>Puts bytes into a queue that no publisher of ours would write.</summary>
public sealed class RawMessage(byte[] body) : IMessageSerializer
{
    public ContentType ContentType { get; } = new("application/vnd.masstransit+json");

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => new BytesMessageBody(body);

    public static async Task SendTo(IServiceProvider services, string queue, byte[] body, Guid id)
    {
        var endpoint = await services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(new Carrier(), context =>
        {
            context.MessageId = id;
            context.Serializer = new RawMessage(body);
        });
    }

    /// <summary>A message that no handler knows.</summary>
    public static async Task SendUnknownTo(IServiceProvider services, string queue, Guid id)
    {
        var endpoint = await services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(new Carrier(), context => context.MessageId = id);
    }
}

/// <summary>Something that is not in the contracts.</summary>
public sealed record Carrier;
