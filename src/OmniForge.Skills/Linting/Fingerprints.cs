namespace OmniForge.Skills.Linting;

/// <summary>Short names for findings. Not a secret hash: equal parts give equal names on every machine and in every version.</summary>
internal static class Fingerprints
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static string Of(params ReadOnlySpan<string> parts)
    {
        var (first, second) = (Offset, ~Offset);
        foreach (var part in parts)
        {
            foreach (var unit in part)
            {
                first = (first ^ unit) * Prime;
                second = (second + unit) * Prime;
                second ^= second >> 29;
            }

            first = (first ^ 0x1F_0000) * Prime;
            second = (second + 0x1F_0000) * Prime;
        }

        return first.ToString("x16") + second.ToString("x16");
    }
}
