using System.ComponentModel.DataAnnotations;

namespace Gateway.Transcoding;

/// <summary>Section Gateway:Transcoding.</summary>
internal sealed class TranscodingOptions
{
    /// <summary>Largest JSON body that is taken; larger ones get 413. 1 MiB by default.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Time that a service has for its answer, sent along as grpc-timeout. Keep the routes' Timeout above it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a call that got no answer and may be repeated is sent again, to another replica where there is one. 0 to 3.</summary>
    [Range(0, 3)]
    public int Retries { get; set; } = 1;
}
