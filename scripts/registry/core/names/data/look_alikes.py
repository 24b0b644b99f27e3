"""Chinese characters, digits and letters that are taken for one another. Own list: no maintained one was found.

UTS 39 has only 土 士, 口 囗 and forms of one character. The groups were gathered from lists of characters that school children and
proof readers mix up (形近字), restricted to those in GB 2312. A character stands in one group only.
"""

TWINS = """
日曰 己已巳 未末 土士 千干 人入 口囗 戊戌戍 茶荼 炙灸 亳毫 祟崇 汆氽 侯候 笫第 母毋 刺剌 汨汩 冶治 旦亘 嬴赢羸
o0〇○◯⚪⭕ l1丨 x×
"""
"""Differ by the length or the end of a stroke, or not at all in some fonts: one name. First comes what stands for them."""

NEAR = """
大太犬 天夭 王玉主 木本术 田由甲申 牛午 手毛 石右 万方 字宇 盒盆 师帅 老考 思恩 而面 辅铺捕 导异 阅阁 贝见 拍柏
微徽 科料 技枝 折析拆 网冈 今令 拔拨 体休 名各 义叉 九丸 几儿 力刀刃刁习 子孑孓 免兔 鸟乌 睛晴 问间 目且 白自 算箅
家冢 币帀 幻幼 住往 哀衷衰 弋戈 斤斥 厂广 乒乓 孤狐弧 侍待 仑仓 勾匀勺 凤风 泠冷 沽洁 洒酒 籍藉 栗粟 徒徙 遣遗
戴载 券卷 眯咪 竞竟 即既 暑署 渴喝 抓爪 瓜爬 拴栓 拢垅 采釆 壮状 坠堕 陪赔 塞赛 晓哓 尔尓 乐东
il
"""
"""Alike at a glance, told apart by reading: too close, not one name. `il` for AI and Al."""
