namespace OmniForge.Server.Hosting;

/// <summary>Which settings of network, database and files may stand together. What would be unsafe is refused at start. Pure.</summary>
internal static class NetworkRules
{
    public static void Check(ServerOptions options)
    {
        if (options.Files == "database" && options.DatabaseUrl.Trim().Length == 0)
        {
            throw new StartRefused("OMNIFORGE_FILES is \"database\", which needs PostgreSQL. Set DATABASE_URL, or unset OMNIFORGE_FILES to keep files in the data folder.");
        }

        if (options.AdvertisedAddress.Length == 0)
        {
            if (options.Certificate.Length > 0)
            {
                throw new StartRefused(
                    "OMNIFORGE_TLS_CERTIFICATE is set, but the server would listen on this machine only. Set OMNIFORGE_ADVERTISED_ADDRESS to the name under which it is reached, or unset the certificate.");
            }

            return;
        }

        if (options.DatabaseUrl.Trim().Length == 0)
        {
            throw new StartRefused(
                "OMNIFORGE_ADVERTISED_ADDRESS is set, but the data is in SQLite, which serves one machine only. Set DATABASE_URL to a PostgreSQL database, or unset the address.");
        }

        if (options.Networked && options.Certificate.Length == 0)
        {
            throw new StartRefused(
                $"OMNIFORGE_ADVERTISED_ADDRESS is \"{options.AdvertisedAddress}\", so keys would cross the network in the clear. Set OMNIFORGE_TLS_CERTIFICATE (and OMNIFORGE_TLS_KEY) to the certificate of that name, or unset the address.");
        }
    }
}
