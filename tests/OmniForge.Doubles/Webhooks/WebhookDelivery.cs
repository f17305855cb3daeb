namespace OmniForge.Doubles.Webhooks;

/// <summary>
/// A signed message, ready to be sent. Sending it twice is a duplicate, sending it later is late, and sending an older one after a newer
/// one is out of order.
/// </summary>
public sealed record WebhookDelivery(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The same with another value of a header, which no signature covers.</summary>
    public WebhookDelivery WithHeader(string name, string value)
        => this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };

    /// <summary>The same without a header.</summary>
    public WebhookDelivery WithoutHeader(string name)
        => this with { Headers = Headers.Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToDictionary() };

    /// <summary>The same with one bit of the body changed, as it is after a forgery; the signature stays.</summary>
    public WebhookDelivery WithFlippedBit(int at = 0)
    {
        var body = Body.ToArray();
        body[at / 8] ^= (byte)(1 << (at % 8));
        return this with { Body = body };
    }
}
