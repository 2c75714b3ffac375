"""What a portal's nginx sends with the pages of the site: their policy (`render/policy.py`) and what browsers heed only in a header.

docs/nginx-headers.conf is made from here (tests/site/test_gate.py holds the two together).
"""
from disclosure.render.policy import POLICY

HEADER_ONLY = ("frame-ancestors 'self'",)
"""What browsers heed only in a header: no other site shows our pages as its own."""
FILE_POLICY = ("sandbox", "default-src 'none'", "img-src 'self'", "media-src 'self'", "frame-ancestors 'self'")
"""For attachments: a picture or film shows itself; whatever else a browser may take a file for runs nothing, as a page of no site."""
SHOWN = "pdf|png|jpe?g|gif|webp|bmp|mp4|m4v|mp3|m4a|wav"
"""Attachments that browsers show; all others are sent to be saved, drawings (SVG) too: old browsers heed no policy."""
YEAR = 365 * 24 * 3600
"""How long a file under a hashed name may be kept, in seconds."""

NGINX = f"""# 网站的安全和缓存响应头，由程序生成，不要手工改。
# 用法：放到门户服务器上，在专题所在的 location 里写一行，然后 nginx -t 检查、nginx -s reload 生效：
#     location /zwgk/jczwgk/ {{ include /etc/nginx/nginx-headers.conf; }}
# 同一个 location 里如果另有 add_header，上一级的 add_header 会失效，请写在一起。

# 只准用本网站自己的脚本、样式和图片；别的网站不能把网页嵌进去冒充。
set $disclosure_policy "{'; '.join(POLICY + HEADER_ONLY)}";
# 附件（files/ 里的）什么也不能运行；除了 PDF、图片、音视频，都是下载，不在浏览器里打开。
set $disclosure_download "";
if ($uri ~ "/files/") {{ set $disclosure_policy "{'; '.join(FILE_POLICY)}"; }}
if ($uri ~ "/files/") {{ set $disclosure_download "attachment"; }}
if ($uri ~* "\\.({SHOWN})$") {{ set $disclosure_download ""; }}
add_header Content-Disposition $disclosure_download always;
# 浏览器自带的 PDF 阅读器在这种限制下打不开文件。
if ($uri ~* "\\.pdf$") {{ set $disclosure_policy ""; }}
add_header Content-Security-Policy $disclosure_policy always;

# 文件是什么类型就按什么类型打开；不把完整网址告诉别的网站。
add_header X-Content-Type-Options "nosniff" always;
add_header Referrer-Policy "strict-origin-when-cross-origin" always;

# 文件名带校验值的内容永远不变，可以一直缓存；其余的每次都问一下有没有更新。
set $disclosure_cache "no-cache";
if ($uri ~ "/assets/([a-z0-9-]+\\.|qr/)[0-9a-f]{{12}}\\.(css|js|svg)$") {{ set $disclosure_cache "public, max-age={YEAR}, immutable"; }}
# 不带 always：缺了的文件（404）不缓存。
add_header Cache-Control $disclosure_cache;
"""
