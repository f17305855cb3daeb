namespace OmniForge.Server.Triggers.Hooks;

/// <summary>Reads the body of a webhook as it came, so far and no further, and not for long.</summary>
internal static class HookBody
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static async Task<HookBytes> ReadAsync(Stream body, long? promised, int most, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (promised > most)
        {
            return new(HookBytesEnd.TooLarge, []);
        }

        using var patience = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await body.ReadAsync(buffer, either.Token) is > 0 and var count)
            {
                if (read.Length + count > most)
                {
                    return new(HookBytesEnd.TooLarge, []);
                }

                read.Write(buffer, 0, count);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(HookBytesEnd.TooSlow, []);
        }
        catch (BadHttpRequestException refused)
        {
            return new(refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? HookBytesEnd.TooLarge : HookBytesEnd.TooSlow, []);
        }

        return new(HookBytesEnd.Whole, read.ToArray());
    }
}

internal enum HookBytesEnd
{
    Whole,
    TooLarge,
    TooSlow,
}

/// <param name="Bytes">Empty unless whole.</param>
internal sealed record HookBytes(HookBytesEnd End, byte[] Bytes);
